/**
 * A payment gateway that takes no money: for the first minute, for tests and for load runs. It
 * speaks Midtrans' wire format, and knows nothing of nodes but an address to notify.
 *
 * <pre>
 *   Snap    -> a link that carries the payment, sealed
 *   page or curl: approve, deny, wait, challenge, notify late, twice, out of order, forged
 *           -> signed notification, over real HTTP, with retries
 *   API     -> status, expire, cancel, refund: the truth, whatever was sent
 * </pre>
 *
 * <p>It stands behind a port ({@link id.kuota.http.payment.simulator.FakeServer}, also as {@code kuota
 * fake-gateway}) or in the process of a node ({@link id.kuota.http.payment.simulator.FakeProgram}). Of
 * the adapter it shares no code, so that each finds the other's mistakes. What it remembers is
 * bounded and lost with the process; a link still works then. Never where real money is expected:
 * the holder of a link can approve the payment. Guarded by {@code SimulatorTest}, {@code
 * FakeGatewayIT} and {@code FakeServerIT}.
 */
@NullMarked
package id.kuota.http.payment.simulator;

import org.jspecify.annotations.NullMarked;
