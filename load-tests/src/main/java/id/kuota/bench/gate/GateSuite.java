package id.kuota.bench.gate;

import id.kuota.bench.Bench;
import id.kuota.bench.Suite;
import id.kuota.bench.disk.Reference;
import id.kuota.bench.http.client.NumberedRequest;
import id.kuota.bench.http.server.KuotaServer;
import id.kuota.bench.measure.Rounds;
import id.kuota.bench.result.Goal;
import id.kuota.bench.result.Row;
import id.kuota.bench.result.SuiteResult;
import id.kuota.bench.result.Table;
import id.kuota.bench.result.Violation;
import id.kuota.load.sale.Line;
import id.kuota.load.sale.Offer;
import id.kuota.load.sale.Terms;
import id.kuota.load.server.ServerClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A suite that measures scans at a gate while the next sale is on. */
public final class GateSuite implements Suite.Measurement {

  private static final String ALONE = "alone";
  private static final String BESIDE = "beside a sale at full speed";
  private static final String VISITED = "bench-visited";
  private static final String CROWDED = "bench-crowded";
  private static final String OFFER = "cat1";
  private static final long CAPACITY = 1_000_000_000;
  private static final double GOAL_MS = 50;

  /** As deploy/kuota.env has it. */
  private static final List<String> HEAP = List.of("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch");

  private static final int LOOKS_MAX = 20_000;

  private static final List<String> NOTES =
      List.of(
          GateContender.RATE
              + " scans a second by the clock over HTTP, each of another ticket, by one device's key;"
              + " timed from when each was due, once sale and gates have been on for a second.",
          "Each is the first use of a ticket: its signature is checked, its order is asked, and it is"
              + " in the journal before the gate opens.",
          "The sale has "
              + GateContender.BUYERS
              + " connections that order again as soon as they are answered; server, PostgreSQL and"
              + " client share the processors, and the node has a heap of 2 GiB, as in"
              + " deploy/kuota.env.");

  @Override
  public SuiteResult run(Bench bench) throws Exception {
    Reference reference = Reference.measure(bench);
    try (var node = KuotaServer.startPaying(bench, "gate", HEAP);
        var client = new ServerClient(node.node())) {
      client.openSale(terms(VISITED));
      client.openSale(terms(CROWDED));
      var tickets = new PaidTickets(node.node());
      int count = GateContender.tickets(bench.effort(), 2);
      bench.doing().accept(count + " tickets are bought");
      var scans = new Scans(VISITED, tickets.device(VISITED), tickets.buy(VISITED, OFFER, count));
      var server = node.jvm().address();
      var contenders =
          List.of(
              new GateContender(ALONE, server, scans, null),
              new GateContender(BESIDE, server, scans, orders()));
      Rounds rounds = Rounds.play(bench.effort(), contenders, bench.doing());
      long admitted = contenders.stream().mapToLong(GateContender::admitted).sum();
      return result(rounds, books(tickets, admitted, scans.made()), reference);
    }
  }

  private static Terms terms(String sale) {
    Instant now = Instant.now();
    return new Terms(
        sale,
        now.minus(Duration.ofMinutes(10)),
        now.plus(Duration.ofDays(1)),
        Duration.ofDays(1),
        0,
        Map.of(OFFER, CAPACITY),
        List.of(new Offer(OFFER, "CAT 1", 1_000, 0, 0, List.of(OFFER))));
  }

  private static NumberedRequest orders() {
    String body = ServerClient.orderBody(CROWDED, "buyer-{number}", List.of(new Line(OFFER, 1)));
    return NumberedRequest.post(
        "127.0.0.1",
        "/v1/orders",
        List.of("Idempotency-Key: order-of-bench-{number}"),
        body,
        new AtomicLong());
  }

  /**
   * Checks that every ticket answered as admitted is inside, once, and no other but those without
   * an answer; the count comes a moment later.
   */
  private static List<Violation> books(PaidTickets tickets, long admitted, long scanned)
      throws Exception {
    long entered = 0;
    for (int look = 0; look < LOOKS_MAX && entered < admitted; look++) {
      entered = tickets.entered(VISITED);
    }
    return entered >= admitted && entered <= scanned
        ? List.of()
        : List.of(
            new Violation(
                VISITED,
                "%d tickets were scanned, %d admitted, and %d are inside"
                    .formatted(scanned, admitted, entered)));
  }

  private SuiteResult result(Rounds rounds, List<Violation> books, Reference reference) {
    var alone = new Row(Map.of("scans", ALONE), rounds.medians(ALONE));
    var beside = new Row(Map.of("scans", BESIDE), rounds.medians(BESIDE));
    var notes = new ArrayList<>(NOTES);
    notes.add(reference.note());
    var violations = new ArrayList<>(reference.violations());
    violations.addAll(rounds.violations());
    violations.addAll(books);
    return new SuiteResult(
        "gate",
        List.of(new Table("gate", "At the gates", List.of(alone, beside), notes)),
        List.of(),
        List.of(
            Goal.atMost(
                "p99 of %d scans/s beside a sale at full speed".formatted(GateContender.RATE),
                GOAL_MS,
                beside.value(GateContender.P99),
                "ms")),
        violations);
  }
}
