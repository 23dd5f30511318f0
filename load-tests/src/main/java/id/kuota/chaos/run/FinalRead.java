package id.kuota.chaos.run;

import id.kuota.chaos.client.ChaosSale;
import id.kuota.chaos.cluster.Cluster;
import id.kuota.chaos.cluster.SurroundingsException;
import id.kuota.chaos.history.FinalState;
import id.kuota.chaos.history.Operation;
import id.kuota.load.server.Json;
import id.kuota.load.server.Node;
import id.kuota.load.server.QuotaAnswer;
import id.kuota.load.server.ServerClient;
import id.kuota.load.server.ServerProblem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what is there at the end: quotas and orders by the API, positions by the journal. */
record FinalRead(Cluster cluster, ServerClient server) {

  private static final int AT_ONCE = 16;
  private static final int TRIES = 10;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  FinalState read(List<Operation> history, long now) throws SQLException, InterruptedException {
    Map<String, Long> positions = positions();
    Set<String> known =
        Stream.concat(
                history.stream().map(Operation::order).filter(order -> !order.isEmpty()),
                positions.keySet().stream())
            .collect(Collectors.toSet());
    return new FinalState(
        ChaosSale.HOLD.toMillis(),
        now,
        ChaosSale.capacities().entrySet().stream()
            .map(quota -> quota(quota.getKey(), quota.getValue()))
            .toList(),
        orders(known, positions));
  }

  private FinalState.FinalQuota quota(String name, long promised) {
    QuotaAnswer answer = retried(name, () -> server.quota(ChaosSale.NAME, name));
    return new FinalState.FinalQuota(
        name, promised, answer.capacity(), answer.available(), answer.held(), answer.sold());
  }

  private List<FinalState.FinalOrder> orders(Set<String> orders, Map<String, Long> positions)
      throws InterruptedException {
    var read = new ArrayList<FinalState.FinalOrder>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Callable<FinalState.FinalOrder>> looks =
          orders.stream()
              .map(
                  order ->
                      (Callable<FinalState.FinalOrder>)
                          () ->
                              new FinalState.FinalOrder(
                                  order, positions.getOrDefault(order, 0L), status(order)))
              .toList();
      for (Future<FinalState.FinalOrder> look : threads.invokeAll(looks)) read.add(look.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SurroundingsException told) throw told;
      throw new IllegalStateException("an order could not be read at the end", e);
    }
    return read;
  }

  /** Returns empty text if the order is denied. */
  private String status(String order) {
    ServerClient.Answer answer =
        retried(
            order,
            () -> {
              ServerClient.Answer one = server.order(order);
              if (one.status() == 200 || one.status() == 404) return one;
              throw new ServerProblem(one.toString());
            });
    return answer.status() == 404 ? "" : Json.text(answer.body(), "status");
  }

  /** A node that has just been started again may be busy for a moment. */
  private <T> T retried(String what, Supplier<T> read) {
    String last = "";
    for (int i = 0; i < TRIES; i++) {
      try {
        return read.get();
      } catch (ServerProblem noAnswer) {
        last = String.valueOf(noAnswer.getMessage());
      }
      if (cluster.pause(PAUSE)) break;
    }
    throw new SurroundingsException(
        "%s could not be read at the end, so nothing was checked: %s".formatted(what, last));
  }

  /** Every order's first event is that it was placed. */
  private Map<String, Long> positions() throws SQLException {
    try (Connection connection = cluster.database().connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT substr(persistence_id, length('Order|') + 1), ordering FROM event_journal
                WHERE persistence_id LIKE 'Order|%' AND sequence_number = 1
                """)) {
      var positions = new HashMap<String, Long>();
      while (rows.next()) positions.put(rows.getString(1), rows.getLong(2));
      return positions;
    }
  }

  static ServerClient client(Cluster cluster) {
    return new ServerClient(new Node(cluster.nodes().getFirst().url(), cluster.operatorKey()));
  }
}
