/**
 * Planted faults: each is a small patch at one of the {@code Seams}. An auditor that never objects
 * proves nothing, so it must find every one of them. The table is in {@code
 * docs/reference/mutants.md}; guarded by {@code MutantsTest}.
 */
@NullMarked
package id.kuota.simulation.mutant;

import org.jspecify.annotations.NullMarked;
