/**
 * The live view of a sale for operators: one JSON object, or a stream of events that brings the
 * newest one each second.
 *
 * <pre>
 * LiveRoutes -> LiveViews -> LiveFeed (one per sale and node) -> LiveReader -> database, cluster, engine
 *                              |  each second, while one listens
 *                              +-> LivePicture, serialised once per language -> all listeners
 * </pre>
 *
 * <p>A slow listener gets the latest value only; while the database is away the stream says so and
 * goes on afterwards. {@link id.kuota.http.edge.live.LiveWarnings} says what a person should look
 * at. The numbers decide nothing. See decision 0053. Guarded by {@code LiveViewIT}, {@code
 * LiveWarningsTest}, {@code LiveJsonTest}.
 */
@NullMarked
package id.kuota.http.edge.live;

import org.jspecify.annotations.NullMarked;
