/**
 * The end of a run: wait until nothing is held any more ({@code Settling}), ask the server for all
 * that the buyers have answers for ({@code Inspection}), and compare ({@code Reconciliation}, which
 * is pure). Guarded by {@code OccupancyTest} and, over HTTP with a fault for each kind of
 * violation, by {@code PlantedFaultsTest}.
 */
@NullMarked
package id.kuota.load.reconciliation;

import org.jspecify.annotations.NullMarked;
