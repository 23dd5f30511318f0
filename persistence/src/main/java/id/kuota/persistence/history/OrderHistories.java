package id.kuota.persistence.history;

import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.QuotaShare;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.ticket.TicketId;
import id.kuota.persistence.projection.JournalPosition;
import id.kuota.persistence.projection.JournalRow;
import id.kuota.persistence.readmodel.AsOf;
import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What the journal says about orders. Blocks on the database; thread-safe. */
public final class OrderHistories {

  /** Events of tickets that are read for one order. */
  public static final int SCANS_MAX = 1_000;

  private static final String OF_BUYER =
      """
      SELECT order_id FROM orders.placed_order
      WHERE buyer_key = ANY (?) AND (?::text IS NULL OR sale_id = ?)
      ORDER BY placed_at DESC, order_id LIMIT ?
      """;

  private static final String OF_TICKET = "SELECT order_id FROM orders.ticket WHERE ticket_id = ?";

  /**
   * The latest orders of a buyer, newest first.
   *
   * @param hasMore whether the buyer has earlier ones
   */
  public record OfBuyer(List<OrderId> orders, boolean hasMore) {
    public OfBuyer {
      orders = List.copyOf(orders);
    }
  }

  private final DataSource database;
  private final Clock clock;
  private final JournalStreams streams = new JournalStreams();
  private final GrantSearch grants = new GrantSearch(streams);

  public OrderHistories(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Something that is read. */
  @FunctionalInterface
  private interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  /**
   * Returns what the journal says, all as of one moment; empty if no such order was placed.
   *
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public Optional<OrderHistory> find(OrderId order) {
    Instant now = clock.instant();
    return ask("the journal", connection -> find(connection, order, now));
  }

  /**
   * Returns the orders that were placed by a buyer, as the list of orders knows them.
   *
   * @param keys of the one buyer
   * @param sale only of this sale; null for all
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public OfBuyer ofBuyer(List<BuyerKey> keys, @Nullable String sale, int limit) {
    return ask(
        "the orders of a buyer",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(OF_BUYER)) {
            Object[] values = keys.stream().map(BuyerKey::value).toArray();
            statement.setArray(1, connection.createArrayOf("text", values));
            statement.setString(2, sale);
            statement.setString(3, sale);
            statement.setInt(4, limit + 1);
            List<OrderId> found = orders(statement);
            boolean hasMore = found.size() > limit;
            return new OfBuyer(hasMore ? found.subList(0, limit) : found, hasMore);
          }
        });
  }

  /**
   * Returns the order that a ticket was issued for, as the list of tickets knows it.
   *
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public Optional<OrderId> ofTicket(TicketId ticket) {
    return ask(
        "the order of a ticket",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(OF_TICKET)) {
            statement.setString(1, ticket.value());
            return orders(statement).stream().findFirst();
          }
        });
  }

  /**
   * Returns the last row of the journal.
   *
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public AsOf asOf() {
    Instant now = clock.instant();
    return new AsOf(ask("the journal", JournalStreams::head), now, Duration.ZERO);
  }

  /**
   * Returns what became of an order; empty if no such order was placed.
   *
   * @throws ReadModelUnavailableException if the database does not answer
   */
  public Optional<OrderExplanation> explain(OrderId order) {
    return find(order).map(OrderExplanation::of);
  }

  private Optional<OrderHistory> find(Connection connection, OrderId order, Instant now)
      throws SQLException {
    JournalPosition head = JournalStreams.head(connection);
    List<JournalRow> events = streams.read(connection, "Order|" + order, 0, Long.MAX_VALUE);
    if (events.isEmpty() || !(events.getFirst().event() instanceof OrderEvent.OrderPlaced placed)) {
      return Optional.empty();
    }
    var granted = new ArrayList<OrderHistory.Granted>();
    var tickets = new ArrayList<String>();
    for (JournalRow row : events) {
      switch (row.event()) {
        case OrderEvent.OrderPlaced first ->
            addGrants(connection, granted, order, placed.content(), first.heldUntil(), row);
        case OrderEvent.OrderPaidLate late -> {
          addGrants(connection, granted, order, placed.content(), late.heldUntil(), row);
          addTickets(tickets, late.tickets());
        }
        case OrderEvent.OrderPaid paid -> addTickets(tickets, paid.tickets());
        case OrderEvent.OrderFree free -> addTickets(tickets, free.tickets());
        default -> {} // Nothing that leads to another stream.
      }
    }
    List<JournalRow> scans = streams.read(connection, tickets, SCANS_MAX + 1);
    boolean truncated = scans.size() > SCANS_MAX;
    return Optional.of(
        new OrderHistory(
            order,
            head,
            now,
            events,
            granted,
            truncated ? scans.subList(0, SCANS_MAX) : scans,
            truncated));
  }

  private void addGrants(
      Connection connection,
      List<OrderHistory.Granted> granted,
      OrderId order,
      OrderContent content,
      Instant until,
      JournalRow row)
      throws SQLException {
    for (QuotaShare share : content.shares()) {
      granted.add(
          new OrderHistory.Granted(
              row, share, grants.find(connection, share.quota(), order.hold(), until, row)));
    }
  }

  private static void addTickets(List<String> streams, List<Ticket> tickets) {
    for (Ticket ticket : tickets) streams.add("Ticket|" + ticket.id());
  }

  private static List<OrderId> orders(PreparedStatement statement) throws SQLException {
    var orders = new ArrayList<OrderId>();
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) orders.add(new OrderId(result.getString(1)));
    }
    return orders;
  }

  private <T> T ask(String what, Question<T> question) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      try {
        return question.ask(connection);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new ReadModelUnavailableException(what, e);
    }
  }
}
