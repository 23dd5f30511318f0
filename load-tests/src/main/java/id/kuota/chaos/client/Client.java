package id.kuota.chaos.client;

import id.kuota.chaos.history.Histories;
import id.kuota.chaos.history.Operation;
import id.kuota.load.sale.Line;
import id.kuota.load.server.ServerClient;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One client with a history of its own. It has one request at a time; not thread-safe. */
final class Client {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK_PATIENCE = Duration.ofSeconds(15);
  private static final Duration PAID_MAX = Duration.ofSeconds(20);
  private static final int THINK_MILLIS_MAX = 1_500;
  private static final int ORDERS_REMEMBERED = 200;

  /** An order that this client was told about. */
  private record Known(String key, String order) {}

  private final int number;
  private final String quota;
  private final Requests requests;
  private final Histories.Recorder history;
  private final LongSupplier clock;
  private final SplittableRandom random;
  private final LastGrants grants;
  private final List<Known> orders = new ArrayList<>();
  private @Nullable String unanswered;
  private int placed;

  Client(
      int number,
      String quota,
      Requests requests,
      Histories.Recorder history,
      LongSupplier clock,
      SplittableRandom random,
      LastGrants grants) {
    this.number = number;
    this.quota = quota;
    this.requests = requests;
    this.history = history;
    this.clock = clock;
    this.random = random;
    this.grants = grants;
  }

  /** Places an order, and does with it what buyers do. */
  void session() {
    if (unanswered != null && !settle(PATIENCE)) return;
    String key = "chaos-%05d-%08d".formatted(number, ++placed);
    Requests.Outcome outcome = place(key, Operation.Kind.PLACE, PATIENCE);
    if (outcome.type() == Operation.Type.INFO) unanswered = key;
    if (!outcome.isOk()) return;
    grants.granted(quota, clock.getAsLong());
    var known = new Known(key, outcome.answer().order());
    remember(known);
    if (chance(25)) place(key, Operation.Kind.REPEAT, PATIENCE);
    think();
    int cancels = quota.equals(ChaosSale.SCARCE) ? 70 : 20;
    if (chance(cancels)) {
      change(known, Operation.Kind.CANCEL, "/cancel", "");
    } else if (chance(15)) {
      pay(known);
    }
    if (chance(50)) look(known);
    // An order of long ago, too: what is in no memory any more must be in the journal.
    if (chance(30)) look(orders.get(random.nextInt(orders.size())));
  }

  /** Asks again for an order whose request has no answer; returns whether it has one now. */
  boolean settle(Duration patience) {
    String key = unanswered;
    if (key == null) return true;
    Requests.Outcome outcome = place(key, Operation.Kind.REPEAT, patience);
    if (outcome.type() == Operation.Type.INFO) return false;
    unanswered = null;
    if (outcome.isOk()) remember(new Known(key, outcome.answer().order()));
    return true;
  }

  private Requests.Outcome place(String key, Operation.Kind kind, Duration patience) {
    String body =
        ServerClient.orderBody(ChaosSale.NAME, "buyer-" + key, List.of(new Line(quota, 1)));
    return recorded(
        kind,
        key,
        node ->
            HttpRequest.newBuilder(node.resolve("/v1/orders"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)),
        patience);
  }

  private void look(Known known) {
    var _ = recorded(Operation.Kind.LOOK, known.key(), node -> read(node, known), LOOK_PATIENCE);
  }

  private static HttpRequest.Builder read(URI node, Known known) {
    return HttpRequest.newBuilder(node.resolve("/v1/orders/" + known.order()));
  }

  private Requests.Outcome change(Known known, Operation.Kind kind, String path, String body) {
    return recorded(kind, known.key(), node -> change(node, known, path, body), PATIENCE);
  }

  private static HttpRequest.Builder change(URI node, Known known, String path, String body) {
    return HttpRequest.newBuilder(node.resolve("/v1/orders/" + known.order() + path))
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", known.key() + path.replace('/', '-'))
        .POST(BodyPublishers.ofString(body));
  }

  /** Starts a payment that approves itself, then reads the order until it says that it is paid. */
  private void pay(Known known) {
    Operation begun = begin(Operation.Kind.PAY, known.key());
    Requests.Outcome outcome =
        requests.untilFinal(
            node -> change(node, known, "/payments", "{\"method\":\"instant\"}"), PATIENCE);
    long last = System.nanoTime() + PAID_MAX.toNanos();
    while (!outcome.answer().status().equals("paid") && System.nanoTime() < last) {
      Requests.pause(200);
      outcome = requests.untilFinal(node -> read(node, known), LOOK_PATIENCE);
    }
    boolean paid = outcome.answer().status().equals("paid");
    history.write(
        begun.end(
            paid ? Operation.Type.OK : Operation.Type.INFO, clock.getAsLong(), outcome.answer()));
  }

  private Requests.Outcome recorded(
      Operation.Kind kind,
      String key,
      Function<URI, HttpRequest.Builder> request,
      Duration patience) {
    Operation begun = begin(kind, key);
    Requests.Outcome outcome = requests.untilFinal(request, patience);
    history.write(begun.end(outcome.type(), clock.getAsLong(), outcome.answer()));
    return outcome;
  }

  private Operation begin(Operation.Kind kind, String key) {
    Operation begun = Operation.invoke(number, kind, clock.getAsLong(), key, quota, 1);
    history.write(begun);
    return begun;
  }

  private void remember(Known known) {
    if (orders.size() == ORDERS_REMEMBERED) orders.remove(random.nextInt(orders.size()));
    orders.add(known);
  }

  private void think() {
    Requests.pause(random.nextInt(THINK_MILLIS_MAX));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
