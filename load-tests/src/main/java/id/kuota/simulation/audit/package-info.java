/**
 * An auditor with a small model of its own and none of the engine's rules. It reads the journal as
 * it is written and hears the answers that clients get, objects as soon as a promise is broken, and
 * at the end to everything that is left over.
 *
 * <p>What it knows: an acknowledged grant is in the journal; a quota gives no more than its
 * capacity; an order has all its units or none; a deadline or an end frees them once; money buys
 * tickets or goes back, once; a ticket admits once. Guarded by {@code MutantsTest}: each planted
 * fault must meet an objection.
 */
@NullMarked
package id.kuota.simulation.audit;

import org.jspecify.annotations.NullMarked;
