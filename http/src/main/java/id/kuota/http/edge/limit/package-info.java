/**
 * How often a caller may ask: the edge's side of {@code id.kuota.engine.ratelimit}.
 *
 * <pre>
 *   HttpEdge  -- by address, before the body is read --> CallerLimits --> RateLimiter
 *   orders, carts, devices -- by who it is -----------------^    |
 *                                      429 with Retry-After  <----+
 * </pre>
 *
 * <p>Gates and notifications of payments are never in the way of buyers, nor buyers in theirs: no
 * limit of an address holds for them. Guarded by {@code CallerLimitsTest} and {@code RateLimitIT}.
 */
@NullMarked
package id.kuota.http.edge.limit;

import org.jspecify.annotations.NullMarked;
