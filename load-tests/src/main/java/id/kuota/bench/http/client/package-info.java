/**
 * An HTTP client that only puts load on a server and times it, and costs as little as can be, since
 * it shares the processors with what it measures: one thread, one selector, requests whose bytes
 * are made in advance, one request at a time on each kept-alive connection.
 *
 * <pre>
 *   Arrivals -> LoadRun -> Connection -> Requests (bytes out) ... AnswerBuffer (status, length)
 *                  |                                                   |
 *                  '------------> LoadResult <-------------------------'
 * </pre>
 *
 * <p>With {@code Scheduled} arrivals buyers come whether or not the server keeps up, and each is
 * timed from the moment when it was due: a server that stalls for a second shows it in the times of
 * all that came meanwhile. {@link id.kuota.bench.http.client.SustainedRate} looks for the highest
 * rate that a server keeps up with. Guarded by {@code LoadRunTest} and {@code SustainedRateTest}.
 */
@NullMarked
package id.kuota.bench.http.client;

import org.jspecify.annotations.NullMarked;
