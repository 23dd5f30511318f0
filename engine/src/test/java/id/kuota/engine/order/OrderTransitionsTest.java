package id.kuota.engine.order;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.order.OrderFixtures.*;
import static id.kuota.engine.payment.PaymentReport.Result.CHARGED_BACK;
import static id.kuota.engine.payment.PaymentReport.Result.FAILED;
import static id.kuota.engine.payment.PaymentReport.Result.PENDING;
import static id.kuota.engine.payment.PaymentReport.Result.REFUNDED;
import static id.kuota.engine.payment.PaymentReport.Result.SETTLED;
import static id.kuota.engine.payment.PaymentReport.Result.UNDER_REVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.GeneratedPage;
import id.kuota.engine.TransitionTable;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentInstruction;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.sale.TicketsAfterRefund;
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
            it is 10:20: no quota has asked the order yet. Payment *first* was started in time.
            Before the deadline a held order also starts payments, and `ResolveExpiry` leaves it held."""));
  }

  @Test
  void beforeTheDeadlineAHeldOrderStaysHeldUntilItIsPaidOrCancelled() {
    Case held = new Case(aHeldOrder(), "10:14");
    assertThat(answer(held, new OrderCommand.ResolveExpiry()))
        .isEqualTo(new TransitionTable.Answer.Stays());
    assertThat(answer(held, new OrderCommand.StartPayment(OTHER_PAYMENT, "fake", "qris")))
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
    states.put("Reacquiring", aRetakingOrder());
    return states;
  }

  private static Map<String, OrderCommand> commands() {
    var commands = new LinkedHashMap<String, OrderCommand>();
    commands.put(
        "RecordPlacement, same content",
        new OrderCommand.RecordPlacement(ORDER, content(), at("23:59")));
    commands.put(
        "RecordPlacement, other content",
        new OrderCommand.RecordPlacement(ORDER, otherContent(), at("23:59")));
    commands.put(
        "StartPayment, *first* again",
        new OrderCommand.StartPayment(PAYMENT, "fake", "virtual_account"));
    commands.put(
        "StartPayment, *first* by other means",
        new OrderCommand.StartPayment(PAYMENT, "fake", "qris"));
    commands.put(
        "StartPayment, *third*", new OrderCommand.StartPayment(thirdPayment(), "fake", "qris"));
    var page = new PaymentInstruction("https://gateway.example/1", at("10:13"));
    commands.put(
        "RecordPaymentPage, of *first*", new OrderCommand.RecordPaymentPage(PAYMENT, page));
    commands.put(
        "RecordPayment, *first* settled", new OrderCommand.RecordPayment(report(PAYMENT, SETTLED)));
    commands.put(
        "RecordPayment, *first* failed", new OrderCommand.RecordPayment(report(PAYMENT, FAILED)));
    commands.put(
        "RecordPayment, *first* pending", new OrderCommand.RecordPayment(report(PAYMENT, PENDING)));
    commands.put(
        "RecordPayment, *first* under review",
        new OrderCommand.RecordPayment(report(PAYMENT, UNDER_REVIEW)));
    commands.put("RecordPayment, *first*, another amount", new OrderCommand.RecordPayment(cheap()));
    commands.put(
        "RecordPayment, *first* refunded",
        new OrderCommand.RecordPayment(report(PAYMENT, REFUNDED)));
    commands.put(
        "RecordPayment, *first* refunded in part",
        new OrderCommand.RecordPayment(returned(PAYMENT, REFUNDED, TOTAL / 2)));
    commands.put(
        "RecordPayment, *first* charged back",
        new OrderCommand.RecordPayment(report(PAYMENT, CHARGED_BACK)));
    commands.put(
        "RecordPayment, *third* settled",
        new OrderCommand.RecordPayment(report(thirdPayment(), SETTLED)));
    commands.put("CancelOrder", new OrderCommand.CancelOrder());
    commands.put("ResolveExpiry", new OrderCommand.ResolveExpiry());
    commands.put("RecordDutyDone", new OrderCommand.RecordDutyDone());
    commands.put("RecordPaymentClosed, *first*", new OrderCommand.RecordPaymentClosed(PAYMENT));
    commands.put("RecordReacquired", new OrderCommand.RecordReacquired(at("10:35")));
    commands.put(
        "RecordReacquireRefused, sold out",
        new OrderCommand.RecordReacquireRefused(OrderRefusal.SOLD_OUT));
    addRefundCommands(commands);
    return commands;
  }

  private static void addRefundCommands(Map<String, OrderCommand> commands) {
    RefundId refund = RefundId.of(PAYMENT);
    commands.put(
        "CancelTicket, the first",
        new OrderCommand.CancelTicket(ticket(1).id(), false, "ill", "operator"));
    commands.put("RecordUnitsReturned, of none", new OrderCommand.RecordUnitsReturned(0));
    commands.put(
        "RecordTicketRule, void", new OrderCommand.RecordTicketRule(TicketsAfterRefund.VOID));
    commands.put(
        "RecordRefundDone, not owed", new OrderCommand.RecordRefundDone(refund, "reference"));
    commands.put(
        "RecordRefundRefused, not owed", new OrderCommand.RecordRefundRefused(refund, "too old"));
    commands.put(
        "RecordRefundByHand, not owed",
        new OrderCommand.RecordRefundByHand(refund, "cash", "operator"));
    commands.put("AskRefundAgain, not owed", new OrderCommand.AskRefundAgain(refund, "operator"));
    commands.put("TakeRefundOver, not owed", new OrderCommand.TakeRefundOver(refund, "operator"));
    commands.put(
        "RecordAskedInVain, of *first*",
        new OrderCommand.RecordAskedInVain(PAYMENT.value(), "not decided"));
  }

  private static PaymentReport cheap() {
    return new PaymentReport(PAYMENT, ORDER.value(), "reference", 1, "IDR", SETTLED);
  }

  private static PaymentId thirdPayment() {
    return id.kuota.engine.payment.PaymentId.of(ORDER.value(), "third");
  }
}
