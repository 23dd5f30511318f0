package id.kuota.load.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.load.ledger.ClientLedger;
import id.kuota.load.ledger.OrderEntry;
import id.kuota.load.ledger.Violation;
import id.kuota.load.sale.Line;
import id.kuota.load.sale.Terms;
import id.kuota.load.server.ReportAnswer;
import id.kuota.load.server.ServerClient;
import id.kuota.load.stub.Fault;
import id.kuota.load.stub.StubServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server with one fault is found out, by a handful of buyers and over real HTTP. */
final class PlantedFaultsTest {

  private static final List<Line> TWO_HOT = List.of(new Line(Terms.HOT, 2));
  private static final Duration HOLD = Duration.ofMinutes(15);
  private static final Duration A_MOMENT = Duration.ofMillis(100);

  /** The server's time; it passes when the test says so. */
  private volatile Instant now = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  void anHonestServerKeepsItsWord() throws IOException {
    try (StubServer stub = StubServer.honest(() -> now)) {
      assertThat(violationsOf(stub)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aFaultIsFound(Fault fault) throws IOException {
    try (StubServer stub = StubServer.with(fault, () -> now)) {
      assertThat(violationsOf(stub)).extracting(Violation::kind).contains(fault.found());
    }
  }

  @Test
  void eachKindOfViolationHasAFault() {
    assertThat(
            Arrays.stream(Fault.values())
                .map(Fault::found)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Violation.Kind.class))))
        .as("plant a fault for every kind of violation, or its check is untested")
        .isEqualTo(EnumSet.allOf(Violation.Kind.class));
  }

  private List<Violation> violationsOf(StubServer stub) {
    var terms = Terms.flashSale("planted", now, HOLD, 100, 2);
    var ledger = new ClientLedger(terms);
    try (var server = new ServerClient(stub.node());
        var buyers = new Buyers(stub.node(), ledger)) {
      server.openSale(terms);
      sendBuyers(buyers);
      server.closeSale(terms.sale());
      var inspection = new Inspection(server, ledger);
      inspection.clearUpUnknown();
      now = now.plus(HOLD).minus(A_MOMENT);
      server.quota(terms.sale(), Terms.HOT);
      now = now.plus(A_MOMENT);
      var settling = new Settling(server, terms);
      settling.awaitHoldsEnded(Duration.ofSeconds(1), held -> {});
      Optional<ReportAnswer> report = settling.awaitReport(Duration.ofSeconds(1));
      assertThat(report).isPresent();
      return Reconciliation.violations(ledger, inspection.truth(report, looked -> {}));
    }
  }

  private static void sendBuyers(Buyers buyers) {
    for (String name : List.of("ani", "budi")) {
      OrderEntry paid = buyers.place(name, name, TWO_HOT);
      buyers.payAndApprove(paid);
    }
    buyers.place("citra-abandons", "citra", TWO_HOT);
    buyers.cancel(buyers.place("dewi-cancels", "dewi", List.of(new Line(Terms.FESTIVAL, 1))));
    OrderEntry twice = buyers.place("eko-asks-twice", "eko", TWO_HOT);
    buyers.repeat(twice);
    buyers.repeat(twice);
    buyers.place("fitri", "fitri", List.of(new Line(Terms.CALM, 3)));
    buyers.place("fitri-wants-more", "fitri", List.of(new Line(Terms.CALM, 2)));
    for (String name : List.of("gita", "hadi")) { // There are only two in the front row.
      buyers.place(name + "-in-front", name, List.of(new Line(Terms.FRONT_ROW, 2)));
    }
  }
}
