/**
 * Warm-up with synthetic buyers, so that the first real requests run compiled code.
 *
 * <pre>
 *   WarmUpTraffic: rounds of a second -> Buyer (a thread, a connection each) -> Wire -> an edge
 *      ^                                                                                |
 *      +---- WarmUpEnd: is it as fast as it gets? <---- Round: orders, p50, p99 -----+
 * </pre>
 *
 * <p>It speaks HTTP to a port and knows nothing of what stands behind it. Its client costs as
 * little as can be, since it shares the processors with what it warms. Guarded by {@code WarmUpIT}
 * and {@code WarmUpEndTest}.
 */
@NullMarked
package id.kuota.http.node.warmup;

import org.jspecify.annotations.NullMarked;
