package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixtures.*;
import static id.kuota.engine.payment.PaymentReport.Result.FAILED;
import static id.kuota.engine.payment.PaymentReport.Result.PENDING;
import static id.kuota.engine.payment.PaymentReport.Result.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.GeneratedPage;
import id.kuota.engine.TransitionTable;
import id.kuota.engine.order.OrderCommand.CancelOrder;
import id.kuota.engine.order.OrderCommand.DecideFate;
import id.kuota.engine.order.OrderCommand.RecordDutyDone;
import id.kuota.engine.order.OrderCommand.RecordPayment;
import id.kuota.engine.order.OrderCommand.RecordPlacement;
import id.kuota.engine.order.OrderCommand.StartPayment;
import id.kuota.engine.payment.PaymentId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every state of an order answers every command. */
final class OrderTransitionsTest {

  /** A state at a time, since a deadline is part of where an order stands. */
  private record Case(OrderState state, String time) {}

  @Test
  void everyStateAnswersEveryCommand() throws IOException {
    TransitionTable<OrderState, OrderCommand> table =
        new TransitionTable<>(
            states(), commands(), (state, command) -> answer(new Case(state, "10:20"), command));
    assertThat(table.missing(OrderState.class, OrderCommand.class)).isEmpty();
    GeneratedPage.check(
        "states/order.md",
        table.page(
            "Order",
            """
            What an order answers, in every state, to every command. The units are held until 10:15 and
            it is 10:20: nobody has asked for the order's word yet. Payment *first* was started in time.
            Before the deadline a held order also starts payments, and `DecideFate` leaves it held."""));
  }

  @Test
  void beforeTheDeadlineAHeldOrderStaysHeldUntilItIsPaidOrCancelled() {
    Case held = new Case(aHeldOrder(), "10:14");
    assertThat(answer(held, new DecideFate())).isEqualTo(new TransitionTable.Answer.Stays());
    assertThat(answer(held, new StartPayment(OTHER_PAYMENT, "fake", "qris")))
        .isEqualTo(new TransitionTable.Answer.Goes("Held"));
  }

  private static TransitionTable.Answer answer(Case given, OrderCommand command) {
    return TransitionTable.answer(
        given.state(), Order.decide(given.state(), command, at(given.time())), Order::evolve);
  }

  private static Map<String, OrderState> states() {
    var states = new LinkedHashMap<String, OrderState>();
    states.put("Absent", new OrderState.Absent());
    states.put("Held", aHeldOrder());
    states.put("Paid", aPaidOrder());
    states.put("Cancelled", aCancelledOrder());
    states.put("Expired", anExpiredOrder());
    return states;
  }

  private static Map<String, OrderCommand> commands() {
    var commands = new LinkedHashMap<String, OrderCommand>();
    commands.put(
        "RecordPlacement, same content", new RecordPlacement(ORDER, content(), at("23:59")));
    commands.put(
        "RecordPlacement, other content", new RecordPlacement(ORDER, otherContent(), at("23:59")));
    commands.put(
        "StartPayment, *first* again", new StartPayment(PAYMENT, "fake", "virtual_account"));
    commands.put("StartPayment, *first* by other means", new StartPayment(PAYMENT, "fake", "qris"));
    commands.put("StartPayment, *third*", new StartPayment(thirdPayment(), "fake", "qris"));
    commands.put("RecordPayment, *first* settled", new RecordPayment(report(PAYMENT, SETTLED)));
    commands.put("RecordPayment, *first* failed", new RecordPayment(report(PAYMENT, FAILED)));
    commands.put("RecordPayment, *first* pending", new RecordPayment(report(PAYMENT, PENDING)));
    commands.put(
        "RecordPayment, *third* settled", new RecordPayment(report(thirdPayment(), SETTLED)));
    commands.put("CancelOrder", new CancelOrder());
    commands.put("DecideFate", new DecideFate());
    commands.put("RecordDutyDone", new RecordDutyDone());
    return commands;
  }

  private static PaymentId thirdPayment() {
    return id.kuota.engine.payment.PaymentId.of(ORDER.value(), "third");
  }
}
