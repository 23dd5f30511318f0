/**
 * The way from the journal to the read models: how long a row takes while the engine is busy
 * ({@code LagContender}, with {@code Markers} that are written and looked for from outside), and
 * how many rows a second are taken in when there are many ({@code CatchUpContender}, on a {@code
 * FilledJournal}). What runs is the projection that a node runs. Guarded by {@code BenchCommandIT}.
 */
@NullMarked
package id.kuota.bench.projection;

import org.jspecify.annotations.NullMarked;
