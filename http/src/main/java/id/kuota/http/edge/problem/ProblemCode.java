package id.kuota.http.edge.problem;

import java.util.Locale;
import java.util.Optional;

/**
 * Every problem that the edge can answer with: its stable code, its status and its title.
 *
 * <p>Clients branch on the code, so a code never changes its name or its meaning. What each one
 * means and what to do about it stands on its page, in Indonesian and English.
 */
public enum ProblemCode {
  MALFORMED_REQUEST(400, "The request is not valid HTTP"),
  MALFORMED_JSON(400, "The body is not valid JSON"),
  VALIDATION_FAILED(400, "The request has invalid or missing values"),
  IDEMPOTENCY_KEY_MISSING(400, "The Idempotency-Key header is missing"),
  IDEMPOTENCY_KEY_MALFORMED(400, "The Idempotency-Key header is not a valid key"),
  IDEMPOTENCY_KEY_GUESSABLE(400, "The Idempotency-Key can be guessed"),

  UNAUTHORIZED(401, "The operator key or token is missing or wrong"),
  TOKEN_EXPIRED(401, "The token has expired"),
  TOKEN_REVOKED(401, "The token was revoked"),
  DEVICE_KEY_INVALID(401, "The key of the device is missing, wrong or no longer valid"),
  SIGNATURE_INVALID(401, "The signature of the notification is wrong"),

  FORBIDDEN(403, "This device may not do that"),
  SCOPE_MISSING(403, "The token lacks the scope that this needs"),
  PLACE_INVALID(403, "The place is not one of this waiting room"),
  NOT_YOUR_TURN(403, "It is not the turn of this place yet"),
  PASS_INVALID(403, "The pass is not valid"),
  PASS_FOREIGN(403, "The pass is for another sale"),
  LINK_INVALID(403, "The link does not lead into this sale"),
  SESSION_REQUIRED(403, "This sale has a waiting room, and lets only admitted buyers order"),
  SESSION_INVALID(403, "The session is not one of this buyer in this sale"),
  SESSION_EXPIRED(403, "The session has expired"),

  NOT_FOUND(404, "There is nothing at this address"),
  SALE_NOT_FOUND(404, "There is no such sale"),
  QUOTA_NOT_FOUND(404, "There is no such quota"),
  ORDER_NOT_FOUND(404, "There is no such order"),
  CART_NOT_FOUND(404, "There is no such cart"),
  OFFER_NOT_FOUND(404, "There is no such offer in the sale of the cart"),
  TICKET_NOT_FOUND(404, "There is no such ticket"),
  PASSAGE_NOT_FOUND(404, "There is no such passage by this device"),
  PAYMENT_NOT_FOUND(404, "There is no such payment"),
  REFUND_NOT_FOUND(404, "There is no such refund"),
  DEVICE_NOT_FOUND(404, "There is no such device"),
  TOKEN_NOT_FOUND(404, "There is no such token"),
  GATEWAY_NOT_FOUND(404, "There is no such payment gateway"),
  REPORT_NOT_FOUND(404, "There is no such report"),
  LINK_NOT_FOUND(404, "There is no such link"),
  WAITING_ROOM_NOT_FOUND(404, "This sale has no waiting room"),
  EXPORT_NOT_FOUND(404, "There is no such export, or it is kept no longer"),
  CANCELLATION_NOT_FOUND(404, "The event of this sale is not cancelled"),

  METHOD_NOT_ALLOWED(405, "This address does not support this method"),
  REQUEST_TIMEOUT(408, "The request did not arrive in time"),

  SOLD_OUT(409, "Sold out"),
  TEMPORARILY_UNAVAILABLE(409, "All units are taken for now"),
  PURCHASE_LIMIT_REACHED(409, "The purchase limit is reached"),
  AMOUNT_TOO_HIGH(409, "The amount is higher than what can be paid"),
  AMOUNT_TOO_LOW(409, "The amount is lower than what can be paid"),
  SALE_NOT_OPEN(409, "The sale is not open"),
  SALE_ENDED(409, "The sale has ended"),
  SALE_CLOSED(409, "The sale was closed for good"),
  QUOTA_CAPACITY_DIFFERS(409, "The capacity of a quota cannot change with the terms"),
  QUOTA_REMOVED(409, "A quota cannot leave the terms"),
  CURRENCY_DIFFERS(409, "The currency of a sale cannot change"),
  CAPACITY_BELOW_USE(409, "The capacity would be below what is held and sold"),
  IDEMPOTENCY_IN_PROGRESS(409, "The first request with this key is still running"),
  ORDER_CANCELLED(409, "The order is cancelled"),
  ORDER_PAID(409, "The order is paid"),
  ORDER_REFUND_DUE(409, "The order has ended, and a refund is due"),
  ORDER_REFUNDED(409, "The order has ended, and was refunded"),
  TOO_MANY_PAYMENTS(409, "The order has too many payment attempts"),
  GATEWAY_REFUSED(409, "The payment gateway refuses this payment"),
  CART_BUSY(409, "The cart is being changed or checked out at this moment"),
  CART_CHECKED_OUT(409, "The cart has become an order"),
  CART_EMPTY(409, "There is nothing in the cart"),
  TOO_MANY_LINES(409, "The cart has reached its limit of lines"),
  ORDER_UNPAID(409, "The order is not paid"),
  REFUND_UNDER_WAY(409, "The gateway is sending the money back"),
  REFUND_NOT_OWED(409, "The money went back already"),
  TICKET_USED(409, "The ticket was used at a gate already"),
  TICKET_VOID(409, "The ticket is void"),
  TICKET_CHANGED(409, "The ticket has another code by now"),
  DEVICE_REVOKED(409, "The device was revoked"),
  SETUP_USED(409, "The setup token was used already"),
  TOKEN_ENDED(409, "The token has expired or was revoked"),
  ROTATION_RUNNING(409, "Two secrets of the token count already"),
  TOO_MANY_TOKENS(409, "As many tokens count as may"),
  WAITING_ROOM_NOT_OPEN(409, "The waiting room takes no entries at this moment"),
  WAITING_ROOM_FULL(409, "The waiting room is full"),
  DRAW_PENDING(409, "The order is not drawn yet"),
  BEACON_NOT_AWAITED(409, "No beacon is awaited at this moment"),
  PASS_SPENT(409, "The pass was used already"),
  ANNUL_TOO_LATE(409, "The passage is too long ago to be taken back"),

  LINK_SPENT(410, "The link is used up, expired or revoked"),
  PASS_EXPIRED(410, "The pass was not used in time"),
  HOLD_EXPIRED(410, "The order was not paid in time"),
  CART_EXPIRED(410, "The cart has expired"),
  EXPORT_LINK_EXPIRED(410, "The link to this file holds no longer"),
  SETUP_EXPIRED(410, "The setup token was not used in time"),
  VERSION_CONFLICT(412, "The sale is not at the revision that was named"),
  BODY_TOO_LARGE(413, "The body is too large"),
  ADDRESS_TOO_LONG(414, "The address is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body must be application/json"),
  IDEMPOTENCY_KEY_REUSED(422, "The key was used for another request"),
  REPORT_TOO_LONG(422, "The report is too long for this format"),
  LIST_UNKNOWN(422, "The sale has no such list"),
  NONCE_REUSED(422, "The nonce was used for another scan"),
  PRECONDITION_REQUIRED(428, "Say which revision is to be replaced"),
  HEADERS_TOO_LARGE(431, "The headers are too large"),

  RATE_LIMITED(429, "Too many requests"),

  INTERNAL_ERROR(500, "Something went wrong on our side"),
  METHOD_UNKNOWN(501, "This method is not known here"),
  OVERLOADED(503, "Too much is asked at this moment"),
  OUTCOME_UNKNOWN(503, "The outcome is not known yet"),
  GATEWAY_UNAVAILABLE(503, "The payment gateway is not available at this moment"),
  UNAVAILABLE(503, "This part of the service is not available at this moment"),
  NOT_IN_SERVICE(503, "This node is not in service at this moment");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** Returns the code on the wire. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public int status() {
    return status;
  }

  /** Returns one short English sentence, equal for every occurrence. */
  public String title() {
    return title;
  }

  /** Returns the address of the problem's page, which is also its type. */
  public String page() {
    return "/problems/" + code();
  }

  /** Returns the problem of this code on the wire. */
  public static Optional<ProblemCode> of(String code) {
    for (ProblemCode problem : values()) {
      if (problem.code().equals(code)) return Optional.of(problem);
    }
    return Optional.empty();
  }
}
