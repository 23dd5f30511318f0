/**
 * The answers that the buyers of a run got: one entry for each order, in memory, with no more than
 * is needed to check the server. An outcome without an answer is unknown, never failed. What
 * contradicts an earlier answer is a violation at once; the rest is found by {@code reconciliation}
 * at the end. Guarded by {@code LedgerTest}.
 */
@NullMarked
package id.kuota.load.ledger;

import org.jspecify.annotations.NullMarked;
