/**
 * Addresses and their handlers. A {@link id.kuota.http.route.RouteGroup} is a list of {@link
 * id.kuota.http.route.Route}s; the {@link id.kuota.http.route.Router} finds the one for a request
 * in a few look-ups, the same way for hot addresses and cold ones; an {@link
 * id.kuota.http.route.Exchange} is the request as its handler sees it.
 *
 * <p>To add addresses, write a route group; the edge adds method and address checks, bounded
 * bodies, time-outs and problems. Handlers never block. Guarded by {@code RouterTest} and the tests
 * of each group over a real port.
 */
@NullMarked
package id.kuota.http.route;

import org.jspecify.annotations.NullMarked;
