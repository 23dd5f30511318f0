/**
 * Orders through the engine: each is an order entity, a hold at the quota, and two facts in the
 * journal; by our journal path and by that of the plugin. Guarded by {@code BenchCommandIT}.
 */
@NullMarked
package id.kuota.bench.engine;

import org.jspecify.annotations.NullMarked;
