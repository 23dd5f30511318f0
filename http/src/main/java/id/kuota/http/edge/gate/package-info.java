/**
 * Check-in over HTTP.
 *
 * <pre>
 *   POST /v1/gates/{gate}/redeem -> Redeem -> CheckInHandler: list, signature, sale -> engine.ask(ticket) -> RedeemJson
 * </pre>
 *
 * <p>A scan that was understood is answered with {@code status} and {@code reason}, also when the
 * gate stays shut: 201 where the person passes, 404 for what is no ticket, 200 for any other no. A
 * problem says that the request was at fault, or that the outcome is not known: then the same scan
 * is sent again, with the same nonce.
 *
 * <p>What is counted and noted here and is in no journal (refusals, how devices are) is {@link
 * id.kuota.http.edge.gate.WriteBehindBuffer} for a second and then written. Guarded by {@code
 * GateRoutesTest}, {@code ListedScanTest}, {@code UploadTest} and, on a real journal, by {@code
 * CheckInIT} and {@code ListsIT}.
 */
@NullMarked
package id.kuota.http.edge.gate;

import org.jspecify.annotations.NullMarked;
