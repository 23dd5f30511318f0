/**
 * Many nodes on this machine, each a process of its own, as {@code kuota cluster} runs them.
 *
 * <pre>
 *   LocalCluster -> LocalNode (a process, started again by RestartRule) -> ProcessCommand
 *                   Balancer (HAProxy in front)
 * </pre>
 *
 * <p>Nothing here prints or kills what it has not started. Guarded by {@code LocalNodeTest}, {@code
 * RestartRuleTest}, {@code HeapSizeTest}, {@code BalancerTest} and {@code ClusterCommandIT}.
 */
@NullMarked
package id.kuota.http.cli.cluster;

import org.jspecify.annotations.NullMarked;
