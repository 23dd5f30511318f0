/**
 * The adapter for Midtrans: Snap to begin a payment, its API for everything afterwards.
 *
 * <pre>
 *   create -> Snap: a page where the buyer pays, open for a little less than the hold
 *   notification -> signature checked -> status fetched -> what became of the payment
 *   cancel, refund -> the API; what it refuses is looked up before it is believed
 *   refund of all that is not settled -> the transaction is cancelled
 * </pre>
 *
 * <p>A payment's id is Midtrans' {@code order_id}: one for each attempt. Amounts are whole rupiah
 * on the way out and texts like {@code 10000.00} on the way back. Everything that leaves goes
 * through a {@link id.kuota.http.payment.midtrans.Wire}, so that the payment simulator can stand at
 * its other end without a network. Guarded by {@code MidtransGatewayTest} and {@code
 * TransactionReaderTest}.
 */
@NullMarked
package id.kuota.http.payment.midtrans;

import org.jspecify.annotations.NullMarked;
