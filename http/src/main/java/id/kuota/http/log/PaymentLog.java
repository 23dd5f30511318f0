package id.kuota.http.log;

import static id.kuota.engine.telemetry.LogForm.info;
import static id.kuota.engine.telemetry.LogForm.warn;

import id.kuota.engine.telemetry.LogEntry;
import id.kuota.engine.telemetry.LogForm;
import id.kuota.engine.telemetry.LogKey;

/** What is logged of payments and their gateways. */
public enum PaymentLog implements LogEntry {
  GATEWAY_CALL_FAILED(
      warn(
          "gateway call failed",
          "A gateway did not answer, or not in words that are understood. After five in a row its"
              + " breaker opens.",
          "Look at the gateway's status page if it lasts.",
          LogKey.GATEWAY,
          LogKey.OPERATION,
          LogKey.PAYMENT)),
  BREAKER_OPENED(
      warn(
          "gateway keeps failing and is left alone for a while",
          "Its breaker is open for this operation: buyers learn at once that they may come back.",
          "Look at the gateway's status page. Holds stay; Kuota tries again by itself.",
          LogKey.GATEWAY,
          LogKey.OPERATION)),
  BREAKER_CLOSED(
      info("gateway answers again", "The breaker is closed.", LogKey.GATEWAY, LogKey.OPERATION)),
  GATEWAY_REFUSES_PAYMENT(
      warn(
          "gateway refuses a payment",
          "It began no attempt and said why.",
          "Check amounts and methods against the merchant's contract.",
          LogKey.GATEWAY,
          LogKey.PAYMENT,
          LogKey.ORDER,
          LogKey.CAUSE)),
  NOTIFICATION_FOREIGN_PAYMENT(
      info(
          "notification of a foreign payment",
          "An authentic notification of a payment that Kuota has not begun: another shop of the"
              + " merchant, or a test of its dashboard.",
          LogKey.GATEWAY,
          LogKey.PAYMENT)),
  NOTIFICATION_FOREIGN_ORDER(
      info(
          "notification of a foreign order",
          "Of another Kuota with this merchant, or of this one before its secret was changed.",
          LogKey.GATEWAY,
          LogKey.PAYMENT,
          LogKey.ORDER)),
  NOTIFICATIONS_FORGED(
      warn(
          "notifications have a wrong signature; is the server key the merchant's?",
          "They are refused. One is an attack or a mistake; all of them are a wrong key.",
          "Compare KUOTA_MIDTRANS_SERVER_KEY with the gateway's dashboard.",
          LogKey.GATEWAY)),
  NOTIFICATIONS_AUTHENTIC(
      info("notifications are authentic again", "Their signatures are right.", LogKey.AFTER_MS)),
  NOTIFICATION_UNCONFIRMED(
      warn(
          "gateway does not confirm a notification; it resends it",
          "The status of the payment could not be asked for, or contradicts the notification.",
          "Nothing if the gateway sends it again. If not, ask for the payment in its dashboard.",
          LogKey.GATEWAY,
          LogKey.PAYMENT,
          LogKey.NOTIFIED,
          LogKey.CAUSE)),
  NOTIFICATION_DIFFERS(
      info(
          "gateway status differs from the notification; the status counts",
          "The notification was overtaken by another, or tampered with.",
          LogKey.GATEWAY,
          LogKey.PAYMENT,
          LogKey.NOTIFIED,
          LogKey.STATUS)),
  PAYMENT_NEEDS_DECISION(
      warn(
          "payment needs a decision at the gateway",
          "It is held for review, or a bank has charged it back.",
          "Decide in the gateway's dashboard.",
          LogKey.GATEWAY,
          LogKey.PAYMENT,
          LogKey.ORDER,
          LogKey.TRANSACTION,
          LogKey.STATUS)),
  MONEY_UNCLAIMED(
      warn(
          "money without a claim; check it in the gateway's dashboard",
          "A buyer has paid and no order takes the money.",
          "Refund it in the gateway's dashboard, or find the order that it belongs to.",
          LogKey.AMOUNT,
          LogKey.CURRENCY,
          LogKey.PAYMENT,
          LogKey.ORDER,
          LogKey.TRANSACTION,
          LogKey.CAUSE)),
  REFUND_DUE(
      info(
          "refund is due",
          "Kuota sends the money back.",
          LogKey.AMOUNT,
          LogKey.CURRENCY,
          LogKey.PAYMENT,
          LogKey.ORDER,
          LogKey.CAUSE)),
  MONEY_LEFT_BEFORE(money("the gateway reports money that had left before")),
  MONEY_LEFT(money("money has left at the gateway")),
  MONEY_LEFT_UNKNOWN(money("money of unknown amount has left at the gateway"));

  @SuppressWarnings("ImmutableEnumChecker") // A record of values.
  private final LogForm form;

  PaymentLog(LogForm form) {
    this.form = form;
  }

  private static LogForm money(String what) {
    return warn(
        what + "; check it in the gateway's dashboard",
        "The gateway and the order disagree on the money of a payment.",
        "Compare the payment in the gateway's dashboard with GET /v1/refunds and the order.",
        LogKey.PAYMENT,
        LogKey.ORDER,
        LogKey.TRANSACTION,
        LogKey.STATUS,
        LogKey.CHARGED,
        LogKey.RETURNED,
        LogKey.REFUNDED,
        LogKey.CHARGED_BACK);
  }

  @Override
  public LogForm form() {
    return form;
  }
}
