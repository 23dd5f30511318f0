package id.kuota.load.reconciliation;

import id.kuota.load.ledger.ClientLedger;
import id.kuota.load.ledger.Observation;
import id.kuota.load.ledger.OrderEntry;
import id.kuota.load.sale.Terms;
import id.kuota.load.server.Json;
import id.kuota.load.server.OrderAnswer;
import id.kuota.load.server.QuotaAnswer;
import id.kuota.load.server.ReportAnswer;
import id.kuota.load.server.ServerClient;
import id.kuota.load.server.ServerProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Asks the server for everything that the ledger knows of. A few requests at a time. */
public final class Inspection {

  private static final int AT_A_TIME = 16;
  private static final int TRIES = 3;

  private final ServerClient server;
  private final ClientLedger ledger;
  private final Terms terms;

  public Inspection(ServerClient server, ClientLedger ledger) {
    this.server = server;
    this.ledger = ledger;
    this.terms = ledger.terms();
  }

  /**
   * Repeats each request of unknown outcome, with its key. Once the sale is closed this places
   * nothing new: a placed order is returned, any other is refused.
   */
  public void clearUpUnknown() {
    List<OrderEntry> unknown =
        ledger.entries().stream()
            .filter(entry -> entry.placing() == OrderEntry.Placing.UNKNOWN)
            .toList();
    inParallel(unknown, this::askAgain);
  }

  private void askAgain(OrderEntry entry) {
    for (int tried = 0; tried < TRIES && entry.placing() == OrderEntry.Placing.UNKNOWN; tried++) {
      ledger.placed(entry, ask(entry));
    }
  }

  private Observation ask(OrderEntry entry) {
    long start = System.nanoTime();
    try {
      ServerClient.Answer answer =
          server.place(entry.key(), terms.sale(), entry.buyer(), entry.lines());
      return new Observation.Answer(
          answer.status(),
          answer.body(),
          true,
          Optional.of("/v1/orders/" + Json.text(answer.body(), "id")),
          OptionalLong.empty(),
          millisSince(start));
    } catch (ServerProblem silent) {
      return new Observation.Silence(millisSince(start));
    }
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  /**
   * Looks at every order and quota.
   *
   * @param progress receives how many orders were looked at, now and then
   */
  public ServerTruth truth(Optional<ReportAnswer> report, LongConsumer progress) {
    List<String> ids =
        ledger.entries().stream().map(OrderEntry::order).flatMap(Optional::stream).toList();
    Map<String, ServerTruth.Finding> orders = new ConcurrentHashMap<>();
    inParallel(
        ids,
        id -> {
          orders.put(id, look(id));
          progress.accept(orders.size());
        });
    Map<String, QuotaAnswer> quotas = new HashMap<>();
    terms.quotas().keySet().forEach(name -> quotas.put(name, server.quota(terms.sale(), name)));
    return new ServerTruth(orders, quotas, report);
  }

  private ServerTruth.Finding look(String id) {
    String detail = "";
    for (int tried = 0; tried < TRIES; tried++) {
      try {
        ServerClient.Answer answer = server.order(id);
        if (answer.status() == 404) return new ServerTruth.Finding.Missing();
        Optional<OrderAnswer> order =
            Json.read(answer.body(), OrderAnswer.class).filter(OrderAnswer::isComplete);
        if (answer.status() == 200 && order.isPresent())
          return new ServerTruth.Finding.Found(order.get());
        detail = "answer " + answer.status() + " " + answer.body();
      } catch (ServerProblem silent) {
        detail = String.valueOf(silent.getMessage());
      }
    }
    return new ServerTruth.Finding.Unreadable(detail);
  }

  private static <T> void inParallel(List<T> work, Consumer<T> each) {
    var queue = new ConcurrentLinkedQueue<T>(work);
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int worker = 0; worker < AT_A_TIME; worker++) {
        workers.execute(
            () -> {
              for (T next = queue.poll(); next != null; next = queue.poll()) each.accept(next);
            });
      }
    }
  }
}
