/**
 * A payment gateway that takes no money: for the first minute, for tests and for load runs.
 *
 * <pre>
 *   create -> a link that carries the payment, sealed
 *   page or curl: approve, deny, send again, send forged
 *     -> signed notification, over real HTTP, to /v1/payments/fake/notifications -> read
 * </pre>
 *
 * <p>Its messages have the form of Midtrans' notifications, so that what reads them here is close
 * to what the real adapter will do. {@link id.kuota.http.payment.fake.FakeGateway} is the port's
 * side, {@link id.kuota.http.payment.fake.FakeGatewayRoutes} the page. What it remembers is bounded
 * and lost with the process; a link still works then. Never mount it where real money is expected:
 * who has a link can approve the payment. Guarded by {@code NotificationReaderTest} and {@code
 * FakeGatewayIT}.
 */
@NullMarked
package id.kuota.http.payment.fake;

import org.jspecify.annotations.NullMarked;
