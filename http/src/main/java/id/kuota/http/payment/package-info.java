/**
 * Paying for an order, and what gateways say about it.
 *
 * <pre>
 *   buyer   -> the order writes the attempt -> the gateway is asked, with a deadline -> where to pay
 *   gateway -> its adapter checks the message -> the gateway is asked what is true
 *           -> the order records the money -> 200
 *   engine  -> asks for a status, ends an attempt, sends money back, by the gateway's name
 * </pre>
 *
 * <p>The attempt is in the journal before the gateway hears of it, so no money can come that the
 * order does not know. A message of a gateway is answered with 200 only when it is in the journal;
 * otherwise the gateway sends it again. Money that has no claim is never dropped in silence. All
 * calls go through {@link id.kuota.http.payment.GatewayCalls}. Guarded by {@code PaymentStartIT},
 * {@code GatewayDownIT}, {@code GatewayCallsTest} and {@code NotificationsIT}.
 */
@NullMarked
package id.kuota.http.payment;

import org.jspecify.annotations.NullMarked;
