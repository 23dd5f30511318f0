/**
 * The cluster over HTTP, for operators: one picture of members, shards, hot quotas, projections and
 * moves. The records are the form on the wire, which {@code kuota status} reads too; {@link
 * id.kuota.http.node.view.ClusterLook} collects what is in them. Guarded by {@code ClusterViewIT}
 * and {@code EveryAnswerIT}.
 */
@NullMarked
package id.kuota.http.edge.cluster;

import org.jspecify.annotations.NullMarked;
