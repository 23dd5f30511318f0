/**
 * What is measured on: a PostgreSQL for this run alone that flushes to disk ({@code BenchServer}),
 * a node's engine in this process ({@code EngineNode}), the machine ({@code Machine}), and what its
 * processors did ({@code ProcessorTime}). Guarded by {@code BenchCommandIT} and {@code
 * ProcessorTimeTest}.
 */
@NullMarked
package id.kuota.bench.surroundings;

import org.jspecify.annotations.NullMarked;
