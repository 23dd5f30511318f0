package id.kuota.persistence.projection;

import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the payments, tickets and passages of a batch, after its orders: what an event does not
 * carry is taken from the order's row.
 */
final class OrderPartTables {

  private static final String START_PAYMENTS =
      """
      INSERT INTO {schema}.payment
        (payment_id, order_id, sale_id, gateway, method, state, amount, received, fee, returned,
         currency, reference, started_at, changed_at)
      SELECT d.payment_id, d.order_id, coalesce(d.sale_id, o.sale_id), d.gateway, d.method, d.state,
        coalesce(d.amount, o.total), d.received, d.fee, d.returned,
        coalesce(d.currency, o.currency), d.reference, d.started_at, d.changed_at
      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
          ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::timestamptz[],
          ?::timestamptz[])
        AS d(payment_id, order_id, sale_id, gateway, method, state, amount, received, fee, returned,
             currency, reference, started_at, changed_at)
      LEFT JOIN {schema}.placed_order o ON o.order_id = d.order_id AND d.sale_id IS NULL
      """;

  private static final String CHANGE_PAYMENTS =
      """
      UPDATE {schema}.payment p
      SET state = coalesce(d.state, p.state),
          reference = coalesce(d.reference, p.reference),
          received = greatest(p.received, d.received),
          fee = coalesce(d.fee, p.fee),
          returned = p.returned + d.returned,
          changed_at = d.changed_at
      FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[],
          ?::timestamptz[])
        AS d(payment_id, state, reference, received, fee, returned, changed_at)
      WHERE p.payment_id = d.payment_id
      """;

  /** The price of a ticket whose order was placed in an earlier batch is that of its line. */
  private static final String ISSUE_TICKETS =
      """
      INSERT INTO {schema}.ticket
        (ticket_id, order_id, sale_id, offer_id, state, generation, human_code, price, issued_at,
         changed_at, revision)
      SELECT ticket_id, order_id, sale_id, offer_id, state, generation, human_code,
        coalesce(price, (
          SELECT l.total / l.quantity FROM {schema}.order_line l
          WHERE l.order_id = d.order_id AND l.offer_id = d.offer_id ORDER BY l.line LIMIT 1)),
        issued_at, changed_at, revision
      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[],
          ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::bigint[])
        AS d(ticket_id, order_id, sale_id, offer_id, state, generation, human_code, price,
             issued_at, changed_at, revision)
      """;

  private static final String CHANGE_TICKETS =
      """
      UPDATE {schema}.ticket t
      SET state = CASE WHEN d.cancelled THEN 'cancelled'
                       WHEN d.voided AND t.state = 'valid' THEN 'void'
                       ELSE t.state END,
          generation = coalesce(d.generation, t.generation),
          human_code = coalesce(d.human_code, t.human_code),
          changed_at = coalesce(d.changed_at, t.changed_at),
          revision = CASE WHEN d.first IS NULL THEN t.revision ELSE d.last END
      FROM unnest(?::text[], ?::boolean[], ?::boolean[], ?::bigint[], ?::text[], ?::timestamptz[],
          ?::bigint[], ?::bigint[])
        AS d(ticket_id, cancelled, voided, generation, human_code, changed_at, first, last)
      WHERE t.ticket_id = d.ticket_id AND (d.first IS NULL OR t.revision = d.first - 1)
      """;

  private static final String ADD_CHECK_INS =
      """
      INSERT INTO {schema}.check_in
        (ticket_id, sequence, order_id, sale_id, offer_id, list_id, gate_id, device_id, nonce,
         direction, mode, outcome, reason, passed_at, recorded_at, changed_at)
      SELECT * FROM unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],
        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
        ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
      """;

  private static final String MARK_CHECK_INS =
      """
      UPDATE {schema}.check_in c
      SET outcome = d.outcome, reason = coalesce(d.reason, c.reason), changed_at = d.changed_at
      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
        AS d(ticket_id, nonce, list_id, outcome, reason, changed_at)
      WHERE c.ticket_id = d.ticket_id AND c.nonce = d.nonce AND c.list_id = d.list_id
        AND c.outcome <> 'annulled'
      """;

  private record Started(PaymentDelta delta, OrderEvent.PaymentStarted event) {

    @Nullable String sale() {
      OrderContent content = delta.content();
      return content == null ? null : content.sale().value();
    }

    @Nullable Long amount() {
      OrderContent content = delta.content();
      return content == null ? null : content.total();
    }

    @Nullable String currency() {
      OrderContent content = delta.content();
      return content == null ? null : content.currency();
    }
  }

  private record Issued(TicketDelta delta, TicketDelta.Issue issue) {
    Instant changedAt() {
      return Objects.requireNonNullElse(delta.changedAt(), issue.at());
    }
  }

  private OrderPartTables() {}

  static void write(Connection connection, String schema, OrderChanges changes)
      throws SQLException {
    writePayments(connection, schema, changes);
    writeTickets(connection, schema, changes);
    writeCheckIns(connection, schema, changes.checkIns());
  }

  private static void writePayments(Connection connection, String schema, OrderChanges changes)
      throws SQLException {
    var started = new ArrayList<Started>();
    var changed = new ArrayList<PaymentDelta>();
    for (PaymentDelta delta : changes.payments()) {
      OrderEvent.PaymentStarted start = delta.start();
      if (start == null) {
        changed.add(delta);
      } else {
        started.add(new Started(delta, start));
      }
    }
    new Columns<>(started)
        .texts(row -> row.delta().payment())
        .texts(row -> row.delta().order())
        .texts(Started::sale)
        .texts(row -> row.event().gateway())
        .texts(row -> row.event().method())
        .texts(row -> row.delta().state())
        .numbers(Started::amount)
        .numbers(row -> row.delta().received())
        .numbers(row -> Objects.requireNonNullElse(row.delta().fee(), 0L))
        .numbers(row -> row.delta().returned())
        .texts(Started::currency)
        .texts(row -> Objects.requireNonNullElse(row.delta().reference(), ""))
        .instants(row -> row.event().at())
        .instants(row -> row.delta().changedAt())
        .run(connection, schema, START_PAYMENTS);
    int written =
        new Columns<>(changed)
            .texts(PaymentDelta::payment)
            .texts(PaymentDelta::state)
            .texts(PaymentDelta::reference)
            .numbers(PaymentDelta::received)
            .numbers(PaymentDelta::fee)
            .numbers(PaymentDelta::returned)
            .instants(PaymentDelta::changedAt)
            .run(connection, schema, CHANGE_PAYMENTS);
    OrderTables.expect(
        written, changed.stream().map(PaymentDelta::payment).toList(), "payments never began");
  }

  private static void writeTickets(Connection connection, String schema, OrderChanges changes)
      throws SQLException {
    var issued = new ArrayList<Issued>();
    var changed = new ArrayList<TicketDelta>();
    for (TicketDelta delta : changes.tickets()) {
      TicketDelta.Issue issue = delta.issue();
      if (issue == null) {
        changed.add(delta);
      } else {
        issued.add(new Issued(delta, issue));
      }
    }
    new Columns<>(issued)
        .texts(row -> row.delta().ticket())
        .texts(row -> row.issue().origin().order())
        .texts(row -> row.issue().origin().sale().value())
        .texts(row -> row.issue().origin().offer().value())
        .texts(row -> row.delta().state())
        .numbers(row -> row.delta().generation())
        .texts(row -> row.delta().humanCode())
        .numbers(row -> row.issue().price())
        .instants(row -> row.issue().at())
        .instants(Issued::changedAt)
        .numbers(row -> row.delta().last())
        .run(connection, schema, ISSUE_TICKETS);
    int written =
        new Columns<>(changed)
            .texts(TicketDelta::ticket)
            .flags(TicketDelta::isCancelled)
            .flags(TicketDelta::isVoided)
            .numbers(TicketDelta::generation)
            .texts(TicketDelta::humanCode)
            .instants(TicketDelta::changedAt)
            .numbers(TicketDelta::first)
            .numbers(TicketDelta::last)
            .run(connection, schema, CHANGE_TICKETS);
    OrderTables.expect(
        written,
        changed.stream().map(TicketDelta::ticket).toList(),
        "tickets miss an event, or have seen one of these before");
  }

  private static void writeCheckIns(Connection connection, String schema, CheckInChanges changes)
      throws SQLException {
    List<CheckInChanges.Row> rows = changes.rows();
    new Columns<>(rows)
        .texts(CheckInChanges.Row::ticket)
        .numbers(CheckInChanges.Row::sequence)
        .texts(row -> row.origin().order())
        .texts(row -> row.origin().sale().value())
        .texts(row -> row.origin().offer().value())
        .texts(row -> row.scan().list())
        .texts(row -> row.scan().gate().value())
        .texts(row -> row.scan().device())
        .texts(row -> row.scan().nonce())
        .texts(CheckInChanges.Row::directionWord)
        .texts(CheckInChanges.Row::modeWord)
        .texts(row -> row.outcome().word())
        .texts(CheckInChanges.Row::reason)
        .instants(CheckInChanges.Row::passedAt)
        .instants(CheckInChanges.Row::recordedAt)
        .instants(CheckInChanges.Row::changedAt)
        .run(connection, schema, ADD_CHECK_INS);
    new Columns<Entry<CheckInChanges.Key, CheckInChanges.Mark>>(changes.marks().entrySet())
        .texts(row -> row.getKey().ticket())
        .texts(row -> row.getKey().nonce())
        .texts(row -> row.getKey().list())
        .texts(row -> row.getValue().outcome().word())
        .texts(row -> row.getValue().reason())
        .instants(row -> row.getValue().at())
        .run(connection, schema, MARK_CHECK_INS);
  }
}
