/**
 * Rate limits that hold over all nodes.
 *
 * <pre>
 *   RateLimiter (each node, from memory) -- LeaseRequest --> RateCounters (the node that counts this key)
 *     Lease: permits to give away soon   <-- LeaseAnswer --    RateTable: Gcra, two rates for each key
 * </pre>
 *
 * <p>A key is counted by one node, which its hash chooses among those that are up. The others take
 * permits from it in advance, so that a key that is asked for often costs no message for each
 * request, and give them away from memory for {@link RateLimiter#LEASE}. What is leased is charged
 * at once: nodes together never give away more than the counter allows, but for those that they
 * took before a window begins and give away in it. Nothing is stored; when the node that counts a
 * key ends, the key begins anew elsewhere, with a whole burst. Guarded by {@code RateLimiterTest},
 * which has five nodes, and {@code GcraTest}.
 */
@NullMarked
package id.kuota.engine.ratelimit;

import org.jspecify.annotations.NullMarked;
