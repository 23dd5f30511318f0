package id.kuota.simulation.audit;

import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.engine.ticket.TicketId;
import id.kuota.simulation.world.World;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The admissions of each ticket, by the journal and by the answers that gates had. */
final class TicketBooks {

  private final World world;
  private final Objections objections;
  private final OrderBooks orders;
  private final Map<String, Set<String>> entered = new HashMap<>();
  private final Map<TicketId, Long> voidSince = new HashMap<>();
  private final Set<String> voided = new HashSet<>();
  private int admissions;

  TicketBooks(World world, Objections objections, OrderBooks orders) {
    this.world = world;
    this.objections = objections;
    this.orders = orders;
  }

  /** A ticket that its order has cancelled must be void. */
  void written(OrderEvent event) {
    if (!(event instanceof OrderEvent.TicketCancelled cancelled)) return;
    objections.unless(
        voided.contains(cancelled.ticket().value()),
        () -> cancelled.ticket() + " is cancelled by its order, and not void");
  }

  void written(String ticket, TicketEvent event) {
    if (event instanceof TicketEvent.TicketVoided) voided.add(ticket);
    if (!(event instanceof TicketEvent.TicketCheckedIn in)) return;
    objections.unless(!voided.contains(ticket), () -> ticket + " admits and was void before");
    objections.unless(
        orders.isPaid(in.origin().order()), () -> ticket + " admits and is not paid for");
    Set<String> nonces = entered.computeIfAbsent(ticket, id -> new LinkedHashSet<>());
    nonces.add(in.scan().nonce());
    objections.unless(nonces.size() == 1, () -> ticket + " admits more than once: " + nonces);
  }

  /** A gate had the answer that the ticket admits. */
  void toldAdmitted(TicketId ticket, String nonce, long sentAt) {
    admissions++;
    objections.unless(
        entered.getOrDefault(ticket.value(), Set.of()).contains(nonce),
        () -> ticket + " was admitted, and its journal does not know: " + nonce);
    Long since = voidSince.get(ticket);
    boolean again = entered.getOrDefault(ticket.value(), Set.of()).contains(nonce);
    objections.unless(
        since == null || sentAt < since || again, () -> ticket + " admits and is void");
  }

  void toldVoid(TicketId ticket) {
    voidSince.putIfAbsent(ticket, world.micros());
  }

  int admissions() {
    return admissions;
  }
}
