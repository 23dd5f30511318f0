/**
 * The clients of a chaos run: they place, repeat, look up, cancel and pay orders through all nodes
 * at a bounded rate, retry as a client of a shop would, and write down every answer.
 *
 * <pre>
 *   Traffic (arrivals) -> Client (one session at a time) -> Requests (retries) -> Balancer -> nodes
 *                                   |
 *                                   v  history
 * </pre>
 *
 * <p>Guarded by {@code ChaosCommandIT}.
 */
@NullMarked
package id.kuota.chaos.client;

import org.jspecify.annotations.NullMarked;
