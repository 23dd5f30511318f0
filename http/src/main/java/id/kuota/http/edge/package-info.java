/**
 * What a request meets, room by room.
 *
 * <pre>
 *   connection -> server -> route -> limit -> admission -> order, cart, sale, quota, ticket, gate,
 *                                                          waitingroom, refund, report, export,
 *                                                          token, cluster
 *                                                          page: what people look at
 *   identity: the caller    json: bodies      problem: refusals
 * </pre>
 *
 * <p>No room knows how a node is started or how things are stored; {@link
 * id.kuota.http.node.EdgeRoutes} lists all routes. Guarded by {@code ArchitectureTest} and {@code
 * OpenApiTest}.
 */
@NullMarked
package id.kuota.http.edge;

import org.jspecify.annotations.NullMarked;
