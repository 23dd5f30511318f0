package id.kuota.http.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.quota.QuotaId;
import id.kuota.http.testing.EdgeClient;
import id.kuota.persistence.reconciliation.EntityNumbers;
import id.kuota.persistence.reconciliation.ReconciliationReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Checks afterwards that the answers to the shoppers are true, and that the numbers add up. */
final class Audit {

  private static final int AT_A_TIME = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EdgeClient edge;
  private final ProofSale sale;
  private final List<Shopper> customers;

  Audit(EdgeClient edge, ProofSale sale, List<Shopper> shoppers) {
    this.edge = edge;
    this.sale = sale;
    this.customers = shoppers.stream().filter(s -> s.placed().isPresent()).toList();
  }

  /** An order of a shopper and how it ended. */
  private record Ended(Shopper customer, JsonNode order) {

    String status() {
      return order.path("status").asText();
    }

    /** Whether something is still to become of it without its buyer. */
    boolean isInMotion() {
      return status().equals("held") || status().equals("retaking");
    }

    boolean drawsOn(String quota, ProofSale sale) {
      return sale.quotasOf(order.path("lines").path(0).path("offer").asText()).contains(quota);
    }
  }

  /** Fails unless every promise was kept and nothing was lost, doubled or leaked. */
  void check(ProofJournal journal) {
    sale.capacities().keySet().forEach(this::awaitNothingHeld);
    List<Ended> ended = awaitEnds();
    assertThat(ended).allSatisfy(Audit::assertPromiseKept);
    assertThat(journal.entities("Order"))
        .as("orders in the journal: the answered ones, and no other")
        .containsExactlyInAnyOrderElementsOf(
            ended.stream().map(e -> e.order().path("id").asText()).toList());
    sale.capacities().keySet().forEach(quota -> assertAddsUp(quota, ended, journal));
    awaitPersonalQuotas(journal, ended);
    awaitReconciled(journal);
    assertThat(together(customers, Shopper::place))
        .as("the same request again")
        .zipSatisfy(
            customers,
            (again, customer) -> {
              assertThat(again.text()).isEqualTo(customer.placed().orElseThrow().text());
              assertThat(again.status()).isEqualTo(201);
              assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
            });
  }

  private void awaitNothingHeld(String quota) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(explain(quota).path("held").asLong()).as("held in " + quota).isZero());
  }

  /** Late money has been recorded, and its units are looked for just now. */
  private List<Ended> awaitEnds() {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> together(customers, s -> new Ended(s, edge.get(s.address()).json())),
            orders -> orders.stream().noneMatch(Ended::isInMotion));
  }

  private static void assertPromiseKept(Ended ended) {
    JsonNode order = ended.order();
    String status = ended.status();
    // A payment may come late, or never; but no shopper pays without beginning.
    boolean mayBePaid = !order.path("payments").isEmpty();
    assertThat(status)
        .as("%s, promised %s", order, ended.customer().promise())
        .isIn(
            switch (ended.customer().promise()) {
              case PLACED ->
                  mayBePaid
                      ? List.of("paid", "expired", "refund_due", "refunded")
                      : List.of("expired");
              case PAID -> List.of("paid");
              case MONEY_RECORDED -> List.of("paid", "refund_due", "refunded");
              case CANCELLED -> List.of("cancelled");
            });
    assertThat(order.path("tickets"))
        .as("tickets of %s", order)
        .hasSize(status.equals("paid") ? ended.customer().units() : 0);
    assertThat(order.path("refunds")).hasSize(status.startsWith("refund") ? 1 : 0);
  }

  private void assertAddsUp(String quota, List<Ended> ended, ProofJournal journal) {
    long paid =
        ended.stream()
            .filter(e -> e.status().equals("paid") && e.drawsOn(quota, sale))
            .mapToLong(e -> e.customer().units())
            .sum();
    long capacity = sale.capacity(quota);
    JsonNode told = explain(quota);
    assertThat(told.path("sold").asLong()).as("sold of " + quota).isEqualTo(paid);
    assertThat(told.path("available").asLong()).as("free of " + quota).isEqualTo(capacity - paid);
    var written = journal.quota(sale.quota(quota));
    assertThat(List.of(written.sold(), written.held(), written.available()))
        .as("sold, held and free of %s in the journal", quota)
        .containsExactly(paid, 0L, capacity - paid);
  }

  /** What each buyer may have at most is counted like everything else. */
  private void awaitPersonalQuotas(ProofJournal journal, List<Ended> ended) {
    long paid =
        ended.stream()
            .filter(e -> e.status().equals("paid"))
            .mapToLong(e -> e.customer().units())
            .sum();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              var personal =
                  journal.entities("Quota").stream()
                      .map(QuotaId::new)
                      .filter(QuotaId::isPersonal)
                      .map(journal::quota)
                      .toList();
              assertThat(personal).as("held without an order").allMatch(quota -> quota.held() == 0);
              assertThat(personal.stream().mapToLong(quota -> quota.sold()).sum()).isEqualTo(paid);
            });
  }

  /** Journal, read models and running quotas, compared by Kuota's own reconciliation. */
  private void awaitReconciled(ProofJournal journal) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              ReconciliationReport report = journal.reconcile(this::numbers);
              assertThat(report.isClean()).as(report.render()).isTrue();
              assertThat(report.inMotion().isEmpty()).as(report.render()).isTrue();
              assertThat(report.counts().rowsWaiting()).as(report.render()).isZero();
            });
  }

  private Optional<EntityNumbers.Numbers> numbers(QuotaId quota) {
    JsonNode told = explain(quota.name());
    return Optional.of(
        new EntityNumbers.Numbers(
            told.path("capacity").asLong(),
            told.path("available").asLong(),
            told.path("held").asLong(),
            told.path("sold").asLong(),
            told.path("revision").asLong()));
  }

  private JsonNode explain(String quota) {
    EdgeClient.Answer answer = edge.get("/v1/quotas/" + sale.quota(quota), EdgeClient.operator());
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static <T, R> List<R> together(List<T> all, Function<T, R> each) {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      return all.stream()
          .map(one -> CompletableFuture.supplyAsync(() -> each.apply(one), threads))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    }
  }
}
