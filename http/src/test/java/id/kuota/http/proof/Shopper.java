package id.kuota.http.proof;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.http.testing.EdgeClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One buyer with one order: tries until every answer is definite, and remembers its answers. Runs
 * in a thread of its own; what it remembers is read after that thread has ended.
 */
final class Shopper {

  /** What a buyer does with the units that it holds. */
  enum Plan {
    ABANDON,
    PAY_INSTANT,
    PAY_BY_HAND,
    PAY_TOO_LATE,
    CANCEL
  }

  /** What the server has promised, so that it must be true in the end. */
  enum Promise {
    /** That the order exists. */
    PLACED,
    /** That it is paid. */
    PAID,
    /** That the gateway's message is in the journal. */
    MONEY_RECORDED,
    CANCELLED
  }

  private static final Set<String> HONEST_REFUSALS =
      Set.of("temporarily_unavailable", "sold_out", "purchase_limit_reached");

  private final EdgeClient edge;
  private final Retry insistence;
  private final String key;
  private final String body;
  private final Plan plan;
  private final int units;
  private EdgeClient.@Nullable Answer placed;
  private Promise promise = Promise.PLACED;

  Shopper(EdgeClient edge, ProofSale sale, int number, SplittableRandom chance) {
    this.edge = edge;
    this.insistence = new Retry(chance.split());
    this.key = "order-0123456789abcde-" + number;
    this.units = chance.nextInt(1, 3);
    String offer =
        sale.offers().keySet().stream().sorted().toList().get(chance.nextInt(sale.offers().size()));
    this.body = sale.order("buyer-%d@example.com".formatted(number / 2), offer, units);
    int dice = chance.nextInt(100);
    this.plan =
        dice < 40
            ? Plan.ABANDON
            : dice < 60
                ? Plan.PAY_INSTANT
                : dice < 80 ? Plan.PAY_BY_HAND : dice < 85 ? Plan.PAY_TOO_LATE : Plan.CANCEL;
  }

  /** The whole way; ends with an {@link AssertionError} when an answer is not an honest one. */
  void shop() {
    EdgeClient.Answer answer = insistence.ask(this::place);
    if (answer.status() != 201) {
      assertThat(answer.code()).as(answer.text()).isIn(HONEST_REFUSALS);
      return;
    }
    placed = answer;
    switch (plan) {
      case ABANDON -> {}
      case CANCEL -> cancel();
      case PAY_INSTANT -> startPayment("instant").ifPresent(payment -> awaitPaid());
      case PAY_BY_HAND -> startPayment("virtual_account").ifPresent(this::approve);
      case PAY_TOO_LATE ->
          startPayment("virtual_account")
              .ifPresent(
                  payment -> {
                    Retry.pauseUntil(heldUntil(answer).plusMillis(700));
                    approve(payment);
                  });
    }
  }

  EdgeClient.Answer place() {
    return edge.post("/v1/orders", body, "Idempotency-Key", key);
  }

  /** The first definite answer, if it was an order. */
  Optional<EdgeClient.Answer> placed() {
    return Optional.ofNullable(placed);
  }

  /** Where the order is read. */
  String address() {
    return placed().orElseThrow().header("Location");
  }

  Promise promise() {
    return promise;
  }

  int units() {
    return units;
  }

  int repeated() {
    return insistence.repeated();
  }

  private void cancel() {
    EdgeClient.Answer answer =
        insistence.ask(() -> edge.act(address() + "/cancel", "Idempotency-Key", key + "-cancel"));
    if (answer.status() == 200) {
      promise = Promise.CANCELLED;
    } else {
      assertThat(answer.code()).isEqualTo("hold_expired");
    }
  }

  private Optional<EdgeClient.Answer> startPayment(String method) {
    EdgeClient.Answer answer =
        insistence.ask(
            () ->
                edge.post(
                    address() + "/payments",
                    "{\"method\":\"%s\"}".formatted(method),
                    "Idempotency-Key",
                    key + "-pay"));
    if (answer.status() == 201) return Optional.of(answer);
    assertThat(answer.code()).as(answer.text()).isIn("hold_expired", "order_paid");
    return Optional.empty();
  }

  /** The gateway resends its message until it is acknowledged. */
  private void approve(EdgeClient.Answer payment) {
    String page = payment.json().path("redirect_url").asText();
    String path = page.substring(page.indexOf("/fake-gateway"));
    insistence.askUntil(
        () -> edge.act(path + "/approve"),
        answer -> answer.json().path("notification").path("answer").asInt() == 200);
    promise = Promise.MONEY_RECORDED;
  }

  /** A killed node may have forgotten to tell of an instant payment: then the hold just ends. */
  private void awaitPaid() {
    EdgeClient.Answer answer =
        insistence.askUntil(
            () -> edge.get(address()), got -> !got.json().path("status").asText().equals("held"));
    if (answer.json().path("status").asText().equals("paid")) promise = Promise.PAID;
  }

  private static Instant heldUntil(EdgeClient.Answer placed) {
    return Instant.parse(placed.json().path("held_until").asText());
  }

  /** How long a whole way may take, the time in which no node is there included. */
  static final Duration WAY_MAX = Retry.PATIENCE.multipliedBy(3);
}
