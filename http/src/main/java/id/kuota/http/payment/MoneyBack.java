package id.kuota.http.payment;

import id.kuota.engine.order.MoneyEntry;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.http.log.PaymentLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds what a gateway says of money that has left against what the order has written down. */
final class MoneyBack {

  private static final Logger log = LoggerFactory.getLogger(MoneyBack.class);

  private MoneyBack() {}

  /**
   * Returns whether the gateway reports as failed an attempt whose money the order has: it may have
   * left again, or the answer is older than the money. Only a later answer resolves it.
   */
  static boolean isInDoubt(PaymentReport report, OrderView order) {
    return report.result() == PaymentReport.Result.FAILED && kept(order, report.payment()) > 0;
  }

  /** Writes into the log what people must look at. */
  static void note(PaymentReport report, OrderView order, boolean isNews) {
    switch (report.result()) {
      case PENDING, UNDER_REVIEW -> {}
      case SETTLED -> {
        if (!isNews && hasLeft(order, report.payment()) && kept(order, report.payment()) <= 0) {
          warn(PaymentLog.MONEY_LEFT_BEFORE, report, order);
        }
      }
      case FAILED, REFUNDED, CHARGED_BACK -> {
        if (isNews && hasLeft(order, report.payment())) {
          warn(PaymentLog.MONEY_LEFT, report, order);
        } else if (isUnclear(report, order)) {
          warn(PaymentLog.MONEY_LEFT_UNKNOWN, report, order);
        }
      }
    }
  }

  /** Returns whether money has left that the order has not sent back itself. */
  private static boolean hasLeft(OrderView order, PaymentId payment) {
    return sum(order, payment, MoneyEntry.Kind.RETURNED)
            + sum(order, payment, MoneyEntry.Kind.CHARGED_BACK)
        > 0;
  }

  /** A part of unknown size, or in another currency than the one that came. */
  private static boolean isUnclear(PaymentReport report, OrderView order) {
    boolean isOtherMoney =
        order.money().stream()
            .filter(entry -> entry.payment().equals(report.payment()))
            .anyMatch(entry -> !entry.currency().equals(report.currency()));
    return report.result() != PaymentReport.Result.FAILED
        && (report.returned() == 0 || isOtherMoney);
  }

  private static void warn(PaymentLog what, PaymentReport report, OrderView order) {
    PaymentId payment = report.payment();
    what.log(
        log,
        payment,
        order.order(),
        report.reference(),
        report.result(),
        sum(order, payment, MoneyEntry.Kind.CHARGED),
        sum(order, payment, MoneyEntry.Kind.RETURNED),
        sum(order, payment, MoneyEntry.Kind.REFUNDED),
        sum(order, payment, MoneyEntry.Kind.CHARGED_BACK));
  }

  private static long kept(OrderView order, PaymentId payment) {
    return sum(order, payment, MoneyEntry.Kind.CHARGED)
        - sum(order, payment, MoneyEntry.Kind.RETURNED)
        - sum(order, payment, MoneyEntry.Kind.REFUNDED)
        - sum(order, payment, MoneyEntry.Kind.CHARGED_BACK);
  }

  private static long sum(OrderView order, PaymentId payment, MoneyEntry.Kind kind) {
    return order.money().stream()
        .filter(entry -> entry.kind() == kind && entry.payment().equals(payment))
        .mapToLong(MoneyEntry::amount)
        .sum();
  }
}
