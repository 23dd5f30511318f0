/**
 * Whether one quota that everybody wants slows down a thousand that hardly anybody wants: the same
 * few holds by the clock, in turns alone and beside the crowd. Guarded by {@code BenchCommandIT}.
 */
@NullMarked
package id.kuota.bench.neighbour;

import org.jspecify.annotations.NullMarked;
