/**
 * A measurement of whether one hot quota slows down a thousand cold ones: the same few holds by the
 * clock, in turns alone and beside the crowd. Guarded by {@code BenchCommandIT}.
 */
@NullMarked
package id.kuota.bench.lab.neighbour;

import org.jspecify.annotations.NullMarked;
