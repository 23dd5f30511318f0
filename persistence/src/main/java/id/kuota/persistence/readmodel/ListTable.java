package id.kuota.persistence.readmodel;

import java.util.List;
import java.util.regex.Pattern;

/** The tables of the lists, with what a query needs to know of each. */
enum ListTable {
  ORDERS(
      "orders.placed_order",
      "placed_at",
      "total",
      "order_id",
      """
      t.order_id, t.sale_id, t.buyer_key, t.state, t.late, t.currency, t.total, t.units,
      t.payment_id, t.gateway, t.method, t.placed_at, t.held_until, t.paid_at, t.ended_at,
      t.changed_at, t.tickets_cancelled"""),
  TICKETS(
      "orders.ticket",
      "issued_at",
      "price",
      "ticket_id",
      """
      t.ticket_id, t.order_id, t.sale_id, t.offer_id, t.state, t.generation, t.human_code, t.price,
      t.issued_at, t.changed_at"""),
  PAYMENTS(
      "orders.payment",
      "started_at",
      "amount",
      "payment_id",
      """
      t.payment_id, t.order_id, t.sale_id, t.gateway, t.method, t.state, t.amount, t.received,
      t.fee, t.returned, t.currency, t.reference, t.started_at, t.changed_at"""),
  CHECK_INS(
      "orders.check_in",
      "passed_at",
      "",
      "ticket_id sequence",
      """
      t.ticket_id, t.sequence, t.order_id, t.sale_id, t.offer_id, t.list_id, t.gate_id, t.device_id,
      t.direction, t.mode, t.outcome, t.reason, t.passed_at, t.recorded_at, t.changed_at"""),
  CHANGES(
      "sales.configuration_change",
      "changed_at",
      "",
      "change_id",
      """
      t.change_id, t.sale_id, t.kind, t.subject, t.done_by, t.before, t.after, t.reason,
      t.changed_at""");

  private static final Pattern BLANK = Pattern.compile(" ");

  private static final String ORDER_OF_CODE =
      "t.order_id IN (SELECT order_id FROM orders.ticket WHERE human_code = ?)";

  private final String name;
  private final String time;
  private final String amount;
  private final String key;
  private final String columns;

  ListTable(String name, String time, String amount, String key, String columns) {
    this.name = name;
    this.time = time;
    this.amount = amount;
    this.key = key;
    this.columns = columns;
  }

  /**
   * Returns where the rows come from. Lines name the orders that have an offer, in time's order.
   */
  String from(ListFilter filter) {
    return drivenByLines(filter)
        ? "orders.order_line l JOIN " + name + " t USING (order_id)"
        : name + " t";
  }

  /**
   * Returns the condition of a field, with one parameter. An order that names an offer in two lines
   * is listed once.
   */
  String condition(ListFilter.Field field, ListFilter filter) {
    return switch (field) {
      case SALE -> (drivenByLines(filter) ? "l" : "t") + ".sale_id = ?";
      case OFFER ->
          this == ORDERS
              ? """
                l.offer_id = ? AND NOT EXISTS (
                  SELECT FROM orders.order_line e
                  WHERE e.order_id = l.order_id AND e.offer_id = l.offer_id AND e.line < l.line)"""
              : "t.offer_id = ?";
      case CODE ->
          switch (this) {
            case ORDERS, PAYMENTS -> ORDER_OF_CODE;
            case TICKETS -> "t.human_code = ?";
            case CHECK_INS ->
                "t.ticket_id IN (SELECT ticket_id FROM orders.ticket WHERE human_code = ?)";
            case CHANGES -> throw new IllegalArgumentException(name + " has no codes");
          };
      case STATE,
          ORDER,
          TICKET,
          GATEWAY,
          METHOD,
          GATE,
          LIST,
          DIRECTION,
          OUTCOME,
          KIND,
          SUBJECT,
          BY ->
          "t." + field.column() + " = ?";
    };
  }

  String buyers() {
    return this == ORDERS
        ? "t.buyer_key = ANY (?)"
        : """
          t.order_id IN (SELECT order_id FROM orders.placed_order WHERE buyer_key = ANY (?))""";
  }

  /** Returns the column of the time by which rows are listed. */
  String time(ListFilter filter) {
    if (filter.byChange()) return "t.changed_at";
    return (drivenByLines(filter) ? "l." : "t.") + time;
  }

  /** Returns the column of the time that a range of times is about. */
  String ownTime(ListFilter filter) {
    return (drivenByLines(filter) ? "l." : "t.") + time;
  }

  String amount() {
    if (amount.isEmpty()) throw new IllegalArgumentException(name + " has no amounts");
    return "t." + amount;
  }

  /** Returns the columns of the key that break ties of time. */
  List<String> key(ListFilter filter) {
    String alias = drivenByLines(filter) && !filter.byChange() ? "l." : "t.";
    return BLANK.splitAsStream(key).map(column -> alias + column).toList();
  }

  String columns() {
    return columns;
  }

  private boolean drivenByLines(ListFilter filter) {
    return this == ORDERS && filter.fields().containsKey(ListFilter.Field.OFFER);
  }
}
