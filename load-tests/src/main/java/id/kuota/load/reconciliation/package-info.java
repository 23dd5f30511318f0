/**
 * The end of a run: wait until nothing is held any more ({@code Settling}), ask the server for all
 * that the buyers were told about ({@code Inspection}), and compare ({@code Reconciliation}, which
 * is pure). Guarded by {@code ReconciliationTest} and, over HTTP with planted faults, by {@code
 * PlantedFaultsTest}.
 */
@NullMarked
package id.kuota.load.reconciliation;

import org.jspecify.annotations.NullMarked;
