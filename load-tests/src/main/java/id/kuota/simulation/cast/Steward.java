package id.kuota.simulation.cast;

import id.kuota.engine.Reply;
import id.kuota.engine.sale.EntryList;
import id.kuota.engine.sale.Reentry;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketCommand;
import id.kuota.engine.ticket.TicketEntity;
import id.kuota.engine.ticket.TicketRefused;
import id.kuota.engine.ticket.TicketView;
import id.kuota.simulation.audit.KnownTicket;
import id.kuota.simulation.cluster.EntityKey;
import id.kuota.simulation.plan.Role;
import java.util.List;

/** Scans tickets at a gate, some of them more than once. */
final class Steward {

  private static final String LIST = "main";
  private static final int TRIES = 5;

  private final Stage stage;
  private final Client client;
  private final String name;
  private int scans;

  Steward(Stage stage, Role role) {
    this.stage = stage;
    this.name = role.name();
    this.client = new Client(stage, name);
  }

  void begin() {
    int rounds = (int) client.between(3, 12);
    for (int i = 0; i < rounds; i++) {
      client.after(client.between(0, 90_000), this::scan);
    }
  }

  private void scan() {
    List<KnownTicket> tickets =
        client.chance(0.2) ? stage.auditor.unpaidTickets() : stage.auditor.tickets();
    if (tickets.isEmpty()) return;
    KnownTicket ticket = tickets.get((int) client.between(0, tickets.size()));
    var scan =
        new Scan(
            name + "-scan-" + ++scans,
            new GateId(Founder.SALE.value() + ".gate"),
            name,
            LIST,
            stage.world.now());
    var command =
        new TicketCommand.CheckIn(
            scan, 1, EntryList.forAll(LIST, Reentry.NEVER), GatePassage.Mode.ONLINE, "");
    long sentAt = stage.world.micros();
    client.<Reply<TicketView, TicketRefused>>ask(
        EntityKey.ticket(ticket.id().value()),
        replyTo -> new TicketEntity.Ask(ticket.origin(), command, replyTo),
        TRIES,
        reply -> {
          if (reply instanceof Reply.Answered<TicketView, TicketRefused>) {
            stage.auditor.toldAdmitted(ticket.id(), scan.nonce(), sentAt);
          }
          return true;
        },
        done -> {});
  }
}
