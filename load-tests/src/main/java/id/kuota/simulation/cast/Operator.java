package id.kuota.simulation.cast;

import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderMessage;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.OwedRefund;
import id.kuota.engine.order.RefundId;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.TicketCommand;
import id.kuota.engine.ticket.TicketEntity;
import id.kuota.engine.ticket.TicketRefused;
import id.kuota.engine.ticket.TicketView;
import id.kuota.simulation.audit.KnownTicket;
import id.kuota.simulation.cluster.EntityKey;
import id.kuota.simulation.plan.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks after refunds that need a person, cancels a ticket now and then, changes a capacity. */
final class Operator {

  private static final long ROUND_MILLIS = 20_000;
  private static final int TRIES = 6;

  private final Stage stage;
  private final Client client;
  private final String name;
  private final Map<RefundId, Boolean> asksGateways = new HashMap<>();
  private final Set<RefundId> paidByHand = new HashSet<>();

  Operator(Stage stage, Role role) {
    this.stage = stage;
    this.name = role.name();
    this.client = new Client(stage, name);
  }

  void begin() {
    client.after(client.between(5_000, 60_000), this::changeCapacity);
    lookAgain();
  }

  private void lookAgain() {
    client.after(
        ROUND_MILLIS,
        () -> {
          stage.auditor.placedOrders().forEach(this::look);
          if (!stage.cluster.isCalm() && client.chance(0.3)) cancelTicket();
          lookAgain();
        });
  }

  private void look(String order) {
    if (!stage.auditor.needsPerson(order)) return;
    client.<Reply<OrderView, OrderRefused>>ask(
        EntityKey.order(order),
        OrderMessage.Look::new,
        2,
        heard -> true,
        reply -> {
          if (reply instanceof Reply.Answered<OrderView, OrderRefused>(var view, var repeated)) {
            view.refunds().forEach(refund -> lookAfter(view.order(), refund));
          }
        });
  }

  private void lookAfter(OrderId order, OwedRefund refund) {
    boolean needsPerson =
        refund.status() == OwedRefund.Status.MANUAL || refund.status() == OwedRefund.Status.REVIEW;
    if (!needsPerson) return;
    // Where money leaves by itself too, the books could not distinguish the two.
    // An answer may be lost: a gateway that was asked once may have sent the money since.
    boolean asksGateway =
        asksGateways.computeIfAbsent(refund.id(), _ -> stage.hasDashboard || client.chance(0.5));
    if (asksGateway) {
      Buyer.ask(
          client,
          stage,
          order,
          new OrderCommand.AskRefundAgain(refund.id(), name),
          TRIES,
          done -> {});
      return;
    }
    // The money goes first; it is written down until it is written down.
    if (paidByHand.add(refund.id())) {
      stage.auditor.moneyReturned(refund.payment(), refund.amount());
    }
    Buyer.ask(
        client,
        stage,
        order,
        new OrderCommand.RecordRefundByHand(refund.id(), "cash", name),
        TRIES,
        done -> {});
  }

  private void cancelTicket() {
    List<KnownTicket> tickets = stage.auditor.tickets();
    if (tickets.isEmpty()) return;
    KnownTicket ticket = tickets.get((int) client.between(0, tickets.size()));
    client.<Reply<TicketView, TicketRefused>>ask(
        EntityKey.ticket(ticket.id().value()),
        replyTo ->
            new TicketEntity.Ask(
                ticket.origin(), new TicketCommand.VoidTicket("ill", name), replyTo),
        TRIES,
        heard -> heard instanceof Reply.Answered<TicketView, TicketRefused>,
        reply -> {
          if (reply instanceof Reply.Answered<TicketView, TicketRefused>(var view, var repeated)) {
            voided(ticket, view);
          }
        });
  }

  private void voided(KnownTicket ticket, TicketView view) {
    stage.auditor.toldVoid(ticket.id());
    boolean used =
        view.passages().stream()
            .anyMatch(one -> !one.annulled() && one.direction() == GatePassage.Direction.IN);
    var order = new OrderId(ticket.origin().order());
    Buyer.ask(
        client,
        stage,
        order,
        new OrderCommand.CancelTicket(ticket.id(), used, "ill", name),
        20,
        done -> {});
  }

  private void changeCapacity() {
    if (stage.cluster.isCalm()) return;
    String quota = client.chance(0.5) ? "house" : "cat-1";
    long capacity = client.between(2, 12);
    client.ask(
        QuotaId.shared(Founder.SALE.value(), quota),
        new QuotaRequest.ChangeCapacity(capacity, "stage", name, false),
        TRIES,
        answer -> stage.auditor.toldCapacity(quota, answer));
    client.after(client.between(10_000, 40_000), this::changeCapacity);
  }
}
