package id.kuota.simulation.cast;

import id.kuota.engine.Reply;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderFactory;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderMessage;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleView;
import id.kuota.simulation.cluster.EntityKey;
import id.kuota.simulation.plan.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Orders directly, and then pays in time, late, twice or never. */
final class Buyer {

  private static final int TRIES = 6;

  private final Stage stage;
  private final Client client;
  private final OrderId order;
  private final Payer payer;

  Buyer(Stage stage, Role role) {
    this.stage = stage;
    this.client = new Client(stage, role.name());
    this.order = new OrderId("ord_%032d".formatted(role.number()));
    this.payer = new Payer(stage, client, order);
  }

  void begin() {
    if (stage.sale().isEmpty()) client.after(1_000, this::begin);
    else stage.sale().flatMap(this::content).ifPresent(this::place);
  }

  private Optional<OrderContent> content(SaleView sale) {
    var lines = new ArrayList<OrderFactory.WantedLine>();
    for (String category : List.of("cat-1", "cat-2")) {
      if (client.chance(category.equals("cat-1") ? 0.7 : 0.4)) {
        lines.add(new OrderFactory.WantedLine(new OfferId(category), (int) client.between(1, 4)));
      }
    }
    if (lines.isEmpty()) lines.add(new OrderFactory.WantedLine(new OfferId("cat-1"), 1));
    var buyer = id.kuota.engine.order.Buyer.of(new BuyerKey("buyer-" + client.between(0, 4)));
    var wanted = new OrderFactory.Wanted(buyer, lines, "fingerprint-" + order);
    return switch (OrderFactory.prepare(sale, wanted, stage.world.now())) {
      case OrderFactory.Outcome.Ready(var content) -> Optional.of(content);
      case OrderFactory.Outcome.TurnedAway no -> Optional.empty();
    };
  }

  private void place(OrderContent content) {
    client.<Reply<OrderView, OrderRefused>>ask(
        EntityKey.order(order.value()),
        replyTo -> new OrderMessage.Place(content, replyTo),
        TRIES,
        this::isPlaced,
        reply -> payer.begin(content));
  }

  private boolean isPlaced(Reply<OrderView, OrderRefused> reply) {
    return switch (reply) {
      case Reply.Answered<OrderView, OrderRefused>(var view, var repeated) -> {
        stage.auditor.toldPlaced(view);
        yield true;
      }
      case Reply.Refused<OrderView, OrderRefused>(var refused) -> {
        stage.auditor.object(
            refused.reason() != OrderRefusal.KEY_REUSED,
            () -> order + " does not know its own request again");
        yield false;
      }
    };
  }

  /** What the engine is asked of an order by its buyer, or by the gateway in its name. */
  static void ask(
      Client client,
      Stage stage,
      OrderId order,
      OrderCommand.FromClient command,
      int tries,
      Consumer<Reply<OrderView, OrderRefused>> done) {
    client.<Reply<OrderView, OrderRefused>>ask(
        EntityKey.order(order.value()),
        replyTo -> new OrderMessage.Ask(command, replyTo),
        tries,
        reply -> {
          if (reply instanceof Reply.Answered<OrderView, OrderRefused>(var view, var repeated)) {
            stage.auditor.told(view, command);
          }
          return true;
        },
        done);
  }
}
