/**
 * What a node does through HTTP, beside Pekko HTTP with nothing behind it: orders that are written,
 * orders that are refused, and questions for availability.
 *
 * <p>Each is one {@link id.kuota.bench.http.HttpContender}: it first saturates its server, which
 * gives the rate and what one request costs, then sends as much as the server can do with some room
 * to spare, which gives the times that buyers would see; and afterwards its books must balance
 * ({@link id.kuota.bench.http.OrderBooks}). Guarded by {@code BenchCommandIT} and {@code
 * OrderBooksTest}.
 */
@NullMarked
package id.kuota.bench.http;

import org.jspecify.annotations.NullMarked;
