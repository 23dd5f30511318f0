package id.kuota.engine.simulation;

import id.kuota.engine.cart.CartId;
import id.kuota.engine.cart.SimulatedCart;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderFixtures;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.order.SimulatedOrder;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest.OpenQuota;
import id.kuota.engine.simulation.World.Weather;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A short sale with more buyers than units, in a world in which messages get lost and carts, orders
 * and quotas crash; an auditor reads along.
 */
final class SimulatedSale {

  /** Buyers, each with one order. */
  static final int ORDERS = 10;

  private static final Duration END = Duration.ofMinutes(2);
  private static final Duration HOLD = Duration.ofSeconds(10);

  private SimulatedSale() {}

  /** The third is what an order can meet that moves from node to node: nothing keeps its order. */
  static Weather weather(long seed) {
    return switch ((int) (seed % 3)) {
      case 0 -> new Weather(0, 0, 0.1, 50, true);
      case 1 -> new Weather(0.15, 0, 0.1, 8_000, true);
      default -> new Weather(0.1, 0.15, 0.25, 12_000, false);
    };
  }

  static Auditor simulate(long seed, Weather weather) {
    return simulate(seed, weather, 0, CartMutant.NONE);
  }

  /**
   * The auditor at the end, or as soon as it objects.
   *
   * @param withCart buyers who fill a cart first
   * @param mutant what is wrong with their carts
   */
  static Auditor simulate(long seed, Weather weather, int withCart, CartMutant mutant) {
    var world = new World(seed, weather);
    var auditor = new Auditor(world);
    var gateway = new SimulatedGateway(world, auditor, SimulatedGateway.Manners.GOOD);
    var orders = new LinkedHashMap<String, SimulatedOrder>();
    var quotas = new HashMap<QuotaId, SimulatedQuota>();
    Function<QuotaId, SimulatedQuota> find =
        name -> quotas.computeIfAbsent(name, id -> quota(id, world, auditor, orders));
    for (String name : List.of("cat-1", "cat-2", "house")) {
      QuotaId id = QuotaId.shared("coldplay", name);
      quotas.put(id, quota(id, world, auditor, orders));
      long capacity = name.equals("house") ? world.between(3, 9) : world.between(1, 6);
      quotas.get(id).ask(new OpenQuota(capacity, "simulation"), answer -> {});
    }
    for (int i = 0; i < ORDERS; i++) {
      var id = new OrderId("ord_%032d".formatted(i));
      var order = new SimulatedOrder(id, world, over(world, id, find), gateway, auditor::written);
      orders.put(id.value(), order);
      if (i < withCart) {
        SimulatedCart cart = cart(world, order, over(world, id, find), auditor, mutant);
        crashes(world, cart);
        new CartShopper(world, auditor, cart, order, gateway, HOLD)
            .comeAfter(world.between(0, 10_000));
        continue;
      }
      new Buyer(world, auditor, order, gateway, content(world)).comeAfter(world.between(0, 15_000));
    }
    trouble(world, orders, quotas);
    world.after(60_000, world::clearUp);
    while (world.step(END)) {
      if (!auditor.objections().isEmpty()) return auditor;
    }
    auditor.close();
    return auditor;
  }

  private static SimulatedCart cart(
      World world,
      SimulatedOrder order,
      SimulatedOrder.Quotas quotas,
      Auditor auditor,
      CartMutant mutant) {
    return new SimulatedCart(
        new CartId(order.id().value().replace("ord_", "crt_")),
        world,
        mutant.quotas(quotas),
        mutant.checkouts(order.id(), order, quotas),
        (content, until) -> auditor.checkoutBegun(order.id(), content, until));
  }

  private static void crashes(World world, SimulatedCart cart) {
    for (int i = 0; i < 2; i++) {
      world.after(world.between(100, 40_000), cart::crash);
    }
  }

  /** The way of an order to the quotas. */
  private static SimulatedOrder.Quotas over(
      World world, OrderId order, Function<QuotaId, SimulatedQuota> find) {
    return (life, quota, request, answer) ->
        world.request(
            "%s/%d>%s".formatted(order, life, quota),
            () ->
                find.apply(quota)
                    .ask(
                        request,
                        given -> world.send(quota + ">" + order, () -> answer.accept(given))));
  }

  private static SimulatedQuota quota(
      QuotaId id, World world, Auditor auditor, Map<String, SimulatedOrder> orders) {
    return new SimulatedQuota(
        id,
        world,
        auditor,
        (hold, attempt, word) -> {
          SimulatedOrder order = Objects.requireNonNull(orders.get(hold.value()));
          world.send(
              id + ">" + hold,
              () ->
                  order.askFate(
                      attempt, fate -> world.send(hold + ">" + id, () -> word.accept(fate))));
        });
  }

  /** From time to time somebody crashes. */
  private static void trouble(
      World world, Map<String, SimulatedOrder> orders, Map<QuotaId, SimulatedQuota> quotas) {
    for (int i = 0; i < 20; i++) {
      world.after(
          world.between(100, 55_000),
          () -> {
            if (world.chance(0.3)) {
              one(world, quotas.values().stream().toList()).crash();
            } else {
              one(world, List.copyOf(orders.values())).crash();
            }
          });
    }
  }

  private static OrderContent content(World world) {
    QuotaId house = QuotaId.shared("coldplay", "house");
    var lines = new ArrayList<OrderLine>();
    for (String category : List.of("cat-1", "cat-2")) {
      if (lines.isEmpty() || world.chance(0.3)) {
        QuotaId quota = QuotaId.shared("coldplay", category);
        int quantity = (int) world.between(1, 4);
        lines.add(OrderFixtures.line(category, quantity, quota, house));
      }
    }
    int limit = world.chance(0.5) ? 4 : 0;
    return new OrderContent(
        OrderFixtures.SALE,
        1,
        "IDR",
        new BuyerKey("buyer-" + world.between(0, 4)),
        lines,
        HOLD,
        limit,
        "fingerprint");
  }

  private static <T> T one(World world, List<T> all) {
    return all.get((int) world.between(0, all.size()));
  }
}
