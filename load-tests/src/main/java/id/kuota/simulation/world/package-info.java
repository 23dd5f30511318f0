/**
 * Time, chance and the network of a simulation: one thread, virtual time, and an order of events
 * that follows from the seed alone. Knows nothing of Kuota. Guarded by {@code WorldTest}.
 */
@NullMarked
package id.kuota.simulation.world;

import org.jspecify.annotations.NullMarked;
