/**
 * Warm-up with synthetic buyers, so that the first real requests run compiled code.
 *
 * <pre>
 *   Rehearsal: rounds of a second -> Buyer (a thread, a connection each) -> Wire -> an edge
 *      ^                                                                                |
 *      +---- Settling: is it as fast as it will get? <---- Round: orders, p50, p99 -----+
 * </pre>
 *
 * <p>It speaks HTTP to a port and knows nothing of what stands behind it. Its client costs as
 * little as can be, since it shares the processors with what it warms. Guarded by {@code
 * RehearsalIT} and {@code SettlingTest}.
 */
@NullMarked
package id.kuota.http.rehearsal;

import org.jspecify.annotations.NullMarked;
