package id.kuota.engine.cart;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.cart.CartFixtures.*;
import static id.kuota.engine.sale.CartHolds.AT_CHECKOUT;
import static id.kuota.engine.sale.CartHolds.AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Decision;
import id.kuota.engine.GeneratedPage;
import id.kuota.engine.TransitionTable;
import id.kuota.engine.order.OrderRefusal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every state of a cart answers every command. */
final class CartTransitionsTest {

  @Test
  void everyStateAnswersEveryCommand() throws IOException {
    TransitionTable<CartState, CartCommand> table =
        new TransitionTable<>(states(), commands(), CartTransitionsTest::answer);
    assertThat(table.missing(CartState.class, CartCommand.class)).isEmpty();
    GeneratedPage.check(
        "states/cart.md",
        table.page(
            "Cart",
            """
            What a cart answers, in every state, to every command, at 10:10. One that holds at once and has a line ends at
            10:20; at its deadline an open cart is expired by the clock, and answers `CART_EXPIRED` to everything but `OpenCart`.
            A line of a cart that holds at once is recorded when the quotas have granted it."""));
  }

  private static TransitionTable.Answer answer(CartState state, CartCommand command) {
    return switch (Cart.decide(state, command, at("10:10"))) {
      case Decision.Refused<CartEvent, CartRefused>(var refused) ->
          new TransitionTable.Answer.Refuses(refused.reason().name());
      case Decision.Accepted<CartEvent, CartRefused> accepted ->
          TransitionTable.answer(state, accepted, Cart::evolve);
    };
  }

  private static Map<String, CartState> states() {
    CartState held = after(opened(AT_ONCE), lineHeld(cat1(2), "10:05"));
    CartState free = after(opened(AT_CHECKOUT), linePut(cat1(2), "10:05"));
    CartState checkingOut = Cart.evolve(held, begun("10:06"));
    var states = new LinkedHashMap<String, CartState>();
    states.put("Absent", after());
    states.put("Open, empty", after(opened(AT_ONCE)));
    states.put("Open, holds at once", held);
    states.put("Open, holds nothing", free);
    states.put("CheckingOut, holds at once", checkingOut);
    states.put("CheckingOut, holds nothing", Cart.evolve(free, begun("10:06")));
    states.put("CheckedOut", Cart.evolve(checkingOut, checkedOut("10:06")));
    states.put("Expired", Cart.evolve(checkingOut, expired("10:07")));
    return states;
  }

  private static Map<String, CartCommand> commands() {
    var commands = new LinkedHashMap<String, CartCommand>();
    commands.put("OpenCart", open(AT_ONCE));
    commands.put("PutLine, as it is", put(cat1(2)));
    commands.put("PutLine, another", put(bus(1)));
    commands.put("RemoveLine", remove("cat-1"));
    commands.put("CheckOut", new CartCommand.CheckOut());
    commands.put("RecordOrder", new CartCommand.RecordOrder());
    commands.put(
        "RecordNoOrder, UNANSWERED", new CartCommand.RecordNoOrder(OrderRefusal.UNANSWERED));
    commands.put("RecordNoOrder, SOLD_OUT", new CartCommand.RecordNoOrder(OrderRefusal.SOLD_OUT));
    commands.put(
        "RecordNoOrder, KEY_REUSED", new CartCommand.RecordNoOrder(OrderRefusal.KEY_REUSED));
    return commands;
  }
}
