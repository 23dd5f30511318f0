package id.kuota.http.node.warmup;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Plays one buyer after the other on one connection: places an order, and then pays, is denied,
 * cancels, looks, sends it again, or goes away. For one thread.
 */
final class Buyer implements AutoCloseable {

  private static final int CREATED = 201;
  private static final int PERCENT = 100;
  private static final int LOOKS_MAX = 3;
  private static final String ORDERS = "/v1/orders";
  private static final String FRONT_ROW = Requests.line("front-row", 1);

  private final int number;
  private final Wire wire;
  private final @Nullable Wire gateway;
  private final Requests requests;
  private final SplittableRandom random;
  private long visits;

  Buyer(int number, WarmUpTarget stage) throws IOException {
    this.number = number;
    this.wire = new Wire(stage.port());
    OptionalInt pages = stage.gatewayPort();
    this.gateway = pages.isPresent() ? new Wire(pages.getAsInt()) : null;
    this.requests = new Requests(stage);
    this.random = new SplittableRandom(number);
  }

  /** Buys until this moment of {@link System#nanoTime}, or a little longer. */
  Tally play(long until) throws IOException {
    var tally = new Tally();
    while (System.nanoTime() < until) {
      visit(tally);
    }
    return tally;
  }

  private void visit(Tally tally) throws IOException {
    String name = number + "-" + ++visits;
    String order = Requests.order(name + "@warm-up.example", lines());
    String key = "warm-up-visit-" + name;
    String request = Requests.post(ORDERS, key, order);
    long start = System.nanoTime();
    Wire.Answer placed = wire.send(request);
    boolean held = placed.status() == CREATED;
    tally.placed(System.nanoTime() - start, held);
    if (chance(5)) wire.send(request);
    if (held) afterwards(placed.location(), key);
    if (chance(2)) pushTooHard(name, key);
    if (chance(4)) lookAround();
  }

  private void afterwards(String order, String key) throws IOException {
    if (chance(20)) look(order);
    int way = random.nextInt(PERCENT);
    if (gateway == null) {
      if (way < 8) wire.send(Requests.post(order + "/cancel", key + "-cancel", ""));
    } else if (way < 20) {
      pay(order, key, "instant");
      lookUntilPaid(order);
    } else if (way < 30) {
      press(gateway, pay(order, key, "virtual_account"), "approve");
      lookUntilPaid(order);
    } else if (way < 32) {
      press(gateway, pay(order, key, "qris"), "deny");
    } else if (way < 40) {
      wire.send(Requests.post(order + "/cancel", key + "-cancel", ""));
    }
  }

  private Wire.Answer pay(String order, String key, String method) throws IOException {
    return wire.send(
        Requests.post(order + "/payments", key + "-pay", "{\"method\":\"" + method + "\"}"));
  }

  /** Presses a button on the page of the payment simulator, whose address the answer tells. */
  private static void press(Wire gateway, Wire.Answer payment, String button) throws IOException {
    int at = payment.body().indexOf("/fake-gateway/");
    if (at < 0) return;
    String page = payment.body().substring(at, payment.body().indexOf('"', at));
    gateway.send(Requests.post(page + "/" + button, "-", ""));
  }

  private void lookUntilPaid(String order) throws IOException {
    for (int looks = 0; looks < LOOKS_MAX; looks++) {
      if (look(order).body().contains("\"paid\"")) return;
    }
  }

  private Wire.Answer look(String order) throws IOException {
    return wire.send(Requests.get(order));
  }

  /** What is refused: more than the limit, sold out, no such offer, not even JSON. */
  private void pushTooHard(String name, String key) throws IOException {
    String buyer = name + "@warm-up.example";
    wire.send(
        Requests.post(ORDERS, key + "-more", Requests.order(buyer, Requests.line("cat1", 4))));
    wire.send(Requests.post(ORDERS, key + "-front", Requests.order(buyer, FRONT_ROW)));
    wire.send(
        Requests.post(ORDERS, key + "-none", Requests.order(buyer, Requests.line("none", 1))));
    wire.send(Requests.post(ORDERS, key + "-wrong", "{\"sale\":"));
  }

  private void lookAround() throws IOException {
    wire.send(Requests.get("/v1/sales/" + Requests.SALE));
    wire.send(Requests.get("/v1/sales/" + Requests.SALE + "/availability"));
    wire.send(Requests.get("/v1/sales"));
    wire.send(Requests.get("/healthz"));
    wire.send(requests.explain("cat1"));
    wire.send(requests.report());
  }

  private String lines() {
    int chosen = random.nextInt(PERCENT);
    int quantity = 1 + random.nextInt(2);
    if (chosen < 10) return Requests.line("cat1", quantity) + "," + Requests.line("festival", 1);
    if (chosen < 65) return Requests.line("cat1", quantity);
    if (chosen < 80) return Requests.line("cat2", quantity);
    if (chosen < 97) return Requests.line("festival", quantity);
    return FRONT_ROW;
  }

  private boolean chance(int percent) {
    return random.nextInt(PERCENT) < percent;
  }

  @Override
  public void close() throws IOException {
    wire.close();
    if (gateway != null) gateway.close();
  }
}
