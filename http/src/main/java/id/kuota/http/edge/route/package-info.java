/**
 * Addresses and their handlers. A {@link id.kuota.http.edge.route.RouteGroup} is a list of {@link
 * id.kuota.http.edge.route.Route}s; the {@link id.kuota.http.edge.route.Router} finds the one for a
 * request in a few look-ups, the same way for hot addresses and cold ones; an {@link
 * id.kuota.http.edge.route.RequestContext} is the request as its handler sees it.
 *
 * <p>To add addresses, write a route group; the edge adds method and address checks, bounded
 * bodies, time-outs and problems. Handlers never block. Guarded by {@code RouterTest} and the tests
 * of each group over a real port.
 */
@NullMarked
package id.kuota.http.edge.route;

import org.jspecify.annotations.NullMarked;
