/**
 * Whether the memory of a node stays what it is: buyers at full speed ({@code MixedBuyers}), what
 * is alive in between ({@code LiveMemory}), how steep it rises ({@code Slope}), and what became of
 * every order ({@code OrdersInJournal}). Guarded by the tests of the same names.
 */
@NullMarked
package id.kuota.bench.lab.memory;

import org.jspecify.annotations.NullMarked;
