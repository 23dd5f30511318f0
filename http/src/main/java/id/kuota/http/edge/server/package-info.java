/**
 * The edge as a whole: {@link id.kuota.http.edge.server.HttpEdge} composes the route groups into
 * one function from request to answer, {@link id.kuota.http.edge.server.HttpServer} binds it to a
 * port and ends it in order.
 *
 * <pre>
 *   port -> HttpServer -> HttpEdge -> Router -> a route group's Handler -> engine | read model
 * </pre>
 *
 * <p>Whatever goes wrong on the way is answered as a problem: parse errors, unknown addresses and
 * methods, late answers, and bugs, which are logged. Guarded by {@code HttpEdgeTest}.
 */
@NullMarked
package id.kuota.http.edge.server;

import org.jspecify.annotations.NullMarked;
