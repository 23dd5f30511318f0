package id.kuota.http.edge.gate;

import id.kuota.engine.Engine;
import id.kuota.engine.Reply;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.Ticket;
import id.kuota.engine.sale.EntryList;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketCommand;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.engine.ticket.TicketView;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Checks several tickets of one order in, without their codes: the order says which tickets it has.
 * Each ticket decides for itself, so one that was used before keeps no other out.
 */
record GroupCheckIn(Engine engine, ScanTally tally) {

  /** A ticket that was never used has the code that it was issued with. */
  private static final int FIRST_GENERATION = 1;

  CompletionStage<GroupJson> admit(
      OrderView order, List<TicketId> wanted, EntryList list, Scan scan) {
    List<CompletableFuture<GroupJson.ResultJson>> asked =
        wanted.stream()
            .map(ticket -> admit(order, ticket, list, scan).toCompletableFuture())
            .toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(done -> GroupJson.of(asked.stream().map(CompletableFuture::resultNow).toList()));
  }

  private CompletionStage<GroupJson.ResultJson> admit(
      OrderView order, TicketId wanted, EntryList list, Scan scan) {
    Optional<Ticket> ticket =
        order.tickets().stream().filter(one -> one.id().equals(wanted)).findFirst();
    if (ticket.isEmpty()) {
      tally.refused(scan, Reason.INVALID);
      return CompletableFuture.completedFuture(GroupJson.refused(wanted, Reason.INVALID, null));
    }
    var origin = new TicketOrigin(order.order().value(), order.sale(), ticket.get().offer());
    return engine
        .tickets()
        .look(wanted)
        .thenCompose(used -> engine.tickets().ask(wanted, origin, checkIn(used, list, scan)))
        .handle(
            (reply, failure) -> {
              if (failure != null) return GroupJson.retry(wanted);
              GroupJson.ResultJson result = GroupJson.of(wanted, scan.nonce(), reply);
              count(scan, result, reply instanceof Reply.Answered<?, ?>(var v, var again) && again);
              return result;
            });
  }

  private static TicketCommand checkIn(Optional<TicketView> used, EntryList list, Scan scan) {
    int generation = used.map(TicketView::generation).orElse(FIRST_GENERATION);
    return new TicketCommand.CheckIn(scan, generation, list, GatePassage.Mode.ONLINE, "");
  }

  private void count(Scan scan, GroupJson.ResultJson result, boolean isRepeated) {
    if (result.status() == GroupJson.Status.OK && !isRepeated) {
      tally.passed(scan, GatePassage.Direction.IN);
    } else if (result.reason() != null) {
      tally.refused(scan, result.reason());
    }
  }
}
