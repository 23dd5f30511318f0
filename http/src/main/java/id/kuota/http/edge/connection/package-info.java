/**
 * What a connection may take from a node: time, memory and a place.
 *
 * <pre>
 *   port -> Connections (a place, or none) -> ConnectionGuard -> HTTP layer -> ConcurrentRequests -> edge
 * </pre>
 *
 * <p>{@link id.kuota.http.edge.connection.ConnectionGuard} stands between the bytes and the HTTP
 * layer of one connection and keeps its {@link id.kuota.http.edge.connection.Connection} up to
 * date; {@link id.kuota.http.edge.connection.Connections} looks at all of them twice a second and
 * ends those that are late. So no timer runs for a request, and nothing looks at its bytes. Guarded
 * by {@code ConnectionTest}, {@code ConnectionsTest} and {@code SlowConnectionTest}; decided in ADR
 * 0034.
 */
@NullMarked
package id.kuota.http.edge.connection;

import org.jspecify.annotations.NullMarked;
