/**
 * What the buyers of a run were told: one entry for each order, in memory, with no more than is
 * needed to hold the server to its word. An outcome that nobody was told is unknown, never failed.
 * What contradicts an earlier word is a violation at once; the rest is found by {@code
 * reconciliation} at the end. Guarded by {@code LedgerTest}.
 */
@NullMarked
package id.kuota.load.ledger;

import org.jspecify.annotations.NullMarked;
