/**
 * The outage of a large quota whose node is gone: the quota as it lies in the database ({@code
 * StoredQuota}), and a node that is asked for it ({@code Recovery}). Guarded by {@code
 * BenchCommandIT}.
 */
@NullMarked
package id.kuota.bench.recovery;

import org.jspecify.annotations.NullMarked;
