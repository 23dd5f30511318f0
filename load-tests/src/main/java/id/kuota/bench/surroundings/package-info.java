/**
 * What is measured on: a PostgreSQL for this run alone that flushes to disk ({@code BenchServer}),
 * a node's engine in this process ({@code EngineNode}), and the machine ({@code Machine}). Guarded
 * by {@code BenchCommandIT}.
 */
@NullMarked
package id.kuota.bench.surroundings;

import org.jspecify.annotations.NullMarked;
