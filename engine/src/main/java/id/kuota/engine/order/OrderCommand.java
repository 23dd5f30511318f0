package id.kuota.engine.order;

import id.kuota.engine.Portable;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentReport;
import java.time.Instant;

/** What can be asked of an order. */
public sealed interface OrderCommand extends Portable {

  /** What the edge may pass on. */
  sealed interface FromClient extends OrderCommand {}

  /** What only the engine asks. */
  sealed interface FromEngine extends OrderCommand {}

  /** Begins an attempt to pay; the same payment id is the same attempt. */
  record StartPayment(PaymentId payment, String gateway, String method) implements FromClient {}

  record CancelOrder() implements FromClient {}

  /** An authentic message of a gateway. Money is a fact: it is recorded whatever the state. */
  record RecordPayment(PaymentReport report) implements FromClient {}

  /** All quotas have granted. */
  record RecordPlacement(OrderId order, OrderContent content, Instant heldUntil)
      implements FromEngine {}

  /** A quota asks for the order's word on a hold past its deadline. */
  record DecideFate() implements FromEngine {}

  /** All quotas have acknowledged that the holds are settled, or released. */
  record RecordDutyDone() implements FromEngine {}
}
