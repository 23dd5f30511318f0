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
import id.kuota.engine.order.OrderCommand.AskRefundAgain;
import id.kuota.engine.order.OrderCommand.CancelOrder;
import id.kuota.engine.order.OrderCommand.CancelTicket;
import id.kuota.engine.order.OrderCommand.DecideFate;
import id.kuota.engine.order.OrderCommand.RecordAskedInVain;
import id.kuota.engine.order.OrderCommand.RecordDutyDone;
import id.kuota.engine.order.OrderCommand.RecordPayment;
import id.kuota.engine.order.OrderCommand.RecordPaymentClosed;
import id.kuota.engine.order.OrderCommand.RecordPaymentPage;
import id.kuota.engine.order.OrderCommand.RecordPlacement;
import id.kuota.engine.order.OrderCommand.RecordRefundByHand;
import id.kuota.engine.order.OrderCommand.RecordRefundDone;
import id.kuota.engine.order.OrderCommand.RecordRefundRefused;
import id.kuota.engine.order.OrderCommand.RecordRetakeRefused;
import id.kuota.engine.order.OrderCommand.RecordRetaken;
import id.kuota.engine.order.OrderCommand.RecordTicketRule;
import id.kuota.engine.order.OrderCommand.RecordUnitsReturned;
import id.kuota.engine.order.OrderCommand.StartPayment;
import id.kuota.engine.order.OrderCommand.TakeRefundOver;
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
    states.put("Retaking", aRetakingOrder());
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
    var page = new PaymentInstruction("https://gateway.example/1", at("10:13"));
    commands.put("RecordPaymentPage, of *first*", new RecordPaymentPage(PAYMENT, page));
    commands.put("RecordPayment, *first* settled", new RecordPayment(report(PAYMENT, SETTLED)));
    commands.put("RecordPayment, *first* failed", new RecordPayment(report(PAYMENT, FAILED)));
    commands.put("RecordPayment, *first* pending", new RecordPayment(report(PAYMENT, PENDING)));
    commands.put(
        "RecordPayment, *first* under review", new RecordPayment(report(PAYMENT, UNDER_REVIEW)));
    commands.put("RecordPayment, *first*, another amount", new RecordPayment(cheap()));
    commands.put("RecordPayment, *first* refunded", new RecordPayment(report(PAYMENT, REFUNDED)));
    commands.put(
        "RecordPayment, *first* refunded in part",
        new RecordPayment(returned(PAYMENT, REFUNDED, TOTAL / 2)));
    commands.put(
        "RecordPayment, *first* charged back", new RecordPayment(report(PAYMENT, CHARGED_BACK)));
    commands.put(
        "RecordPayment, *third* settled", new RecordPayment(report(thirdPayment(), SETTLED)));
    commands.put("CancelOrder", new CancelOrder());
    commands.put("DecideFate", new DecideFate());
    commands.put("RecordDutyDone", new RecordDutyDone());
    commands.put("RecordPaymentClosed, *first*", new RecordPaymentClosed(PAYMENT));
    commands.put("RecordRetaken", new RecordRetaken(at("10:35")));
    commands.put("RecordRetakeRefused, sold out", new RecordRetakeRefused(OrderRefusal.SOLD_OUT));
    addRefundCommands(commands);
    return commands;
  }

  private static void addRefundCommands(Map<String, OrderCommand> commands) {
    RefundId refund = RefundId.of(PAYMENT);
    commands.put(
        "CancelTicket, the first", new CancelTicket(ticket(1).id(), false, "ill", "operator"));
    commands.put("RecordUnitsReturned, of none", new RecordUnitsReturned(0));
    commands.put("RecordTicketRule, void", new RecordTicketRule(TicketsAfterRefund.VOID));
    commands.put("RecordRefundDone, not owed", new RecordRefundDone(refund, "reference"));
    commands.put("RecordRefundRefused, not owed", new RecordRefundRefused(refund, "too old"));
    commands.put(
        "RecordRefundByHand, not owed", new RecordRefundByHand(refund, "cash", "operator"));
    commands.put("AskRefundAgain, not owed", new AskRefundAgain(refund, "operator"));
    commands.put("TakeRefundOver, not owed", new TakeRefundOver(refund, "operator"));
    commands.put(
        "RecordAskedInVain, of *first*", new RecordAskedInVain(PAYMENT.value(), "not decided"));
  }

  private static PaymentReport cheap() {
    return new PaymentReport(PAYMENT, ORDER.value(), "reference", 1, "IDR", SETTLED);
  }

  private static PaymentId thirdPayment() {
    return id.kuota.engine.payment.PaymentId.of(ORDER.value(), "third");
  }
}
