/**
 * From the start of a process to its first durable order ({@code Start}), with and without what an
 * earlier JVM has learned ({@code LearnedStart}) and with and without a warm-up. Guarded by {@code
 * BenchCommandIT}.
 */
@NullMarked
package id.kuota.bench.lab.start;

import org.jspecify.annotations.NullMarked;
