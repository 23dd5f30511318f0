package id.kuota.http.edge.gate;

import id.kuota.engine.Engine;
import id.kuota.engine.Reply;
import id.kuota.engine.sale.EntryList;
import id.kuota.engine.sale.EntryLists;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketRefused;
import id.kuota.engine.ticket.TicketView;
import id.kuota.http.edge.ticket.CodeReading;
import id.kuota.http.edge.ticket.ShownTicket;
import id.kuota.http.edge.ticket.TicketReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Records what a device has done without a network. Scans of different tickets go side by side;
 * those of one ticket go one after the other, as they happened.
 */
final class OfflineScanHandler {

  private final Engine engine;
  private final TicketReader reader;
  private final ScanTally tally;

  OfflineScanHandler(Engine engine, TicketReader reader, ScanTally tally) {
    this.engine = engine;
    this.reader = reader;
    this.tally = tally;
  }

  CompletionStage<UploadJson> record(GateId gate, Steward steward, List<UploadedScan> scans) {
    return engine
        .sales()
        .find(gate.sale())
        .thenCompose(
            sale ->
                record(gate, steward, scans, sale.map(SaleView::lists).orElse(EntryLists.NONE)));
  }

  private CompletionStage<UploadJson> record(
      GateId gate, Steward steward, List<UploadedScan> scans, EntryLists lists) {
    Map<TicketId, CompletableFuture<UploadJson.ResultJson>> last = new HashMap<>();
    var results = new ArrayList<CompletableFuture<UploadJson.ResultJson>>();
    for (UploadedScan uploaded : scans) {
      String nonce = uploaded.redeem().nonce();
      EntryList list = list(uploaded.redeem(), steward, lists);
      switch (reader.read(uploaded.redeem().code())) {
        case CodeReading.Signed(var shown) when !shown.origin().sale().equals(gate.sale()) ->
            results.add(refused(nonce, list, Reason.PRODUCT));
        case CodeReading.Signed(var shown) -> {
          CompletableFuture<UploadJson.ResultJson> before =
              last.getOrDefault(
                  shown.ticket(),
                  CompletableFuture.completedFuture(UploadJson.ResultJson.retry(nonce)));
          CompletableFuture<UploadJson.ResultJson> result =
              before.thenCompose(done -> record(gate, steward.device(), uploaded, list, shown));
          last.put(shown.ticket(), result);
          results.add(result);
        }
        case CodeReading.WrongKeyboard wrong ->
            results.add(refused(nonce, list, Reason.KEYBOARD_LAYOUT));
        case CodeReading.Several several -> results.add(refused(nonce, list, Reason.AMBIGUOUS));
        // Without a network no gate lets a person in by them.
        case CodeReading.Letters letters -> results.add(refused(nonce, list, Reason.INVALID));
        case CodeReading.NotOurs none -> results.add(refused(nonce, list, Reason.INVALID));
      }
    }
    return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
        .thenApply(
            done -> new UploadJson(results.stream().map(CompletableFuture::resultNow).toList()));
  }

  private CompletableFuture<UploadJson.ResultJson> refused(
      String nonce, EntryList list, Reason reason) {
    UploadJson.ResultJson result = UploadJson.ResultJson.refused(nonce, reason);
    tally.uploaded(list.id(), result);
    return CompletableFuture.completedFuture(result);
  }

  private CompletionStage<UploadJson.ResultJson> record(
      GateId gate, String device, UploadedScan uploaded, EntryList list, ShownTicket shown) {
    Redeem redeem = uploaded.redeem();
    var scan = new Scan(redeem.nonce(), gate, device, list.id(), uploaded.at());
    return engine
        .tickets()
        .ask(shown.ticket(), shown.origin(), CheckInHandler.command(redeem, list, shown, scan))
        .handle(
            (reply, failure) -> {
              if (failure != null) return UploadJson.ResultJson.retry(redeem.nonce());
              UploadJson.ResultJson result = result(redeem.nonce(), reply);
              if (!isRepeated(reply)) tally.uploaded(list.id(), result);
              return result;
            });
  }

  /** One that the sale does not have any more is recorded all the same: they are inside. */
  private static EntryList list(Redeem redeem, Steward steward, EntryLists lists) {
    String id = steward.listFor(redeem.list());
    return lists.find(id, redeem.reentry()).orElseGet(() -> EntryList.forAll(id, redeem.reentry()));
  }

  private static boolean isRepeated(Reply<TicketView, TicketRefused> reply) {
    return reply instanceof Reply.Answered<TicketView, TicketRefused>(var view, var repeated)
        && repeated;
  }

  private static UploadJson.ResultJson result(
      String nonce, Reply<TicketView, TicketRefused> reply) {
    return switch (reply) {
      case Reply.Answered<TicketView, TicketRefused>(var view, var repeated) ->
          UploadJson.ResultJson.recorded(nonce, view.conflict(nonce).orElse(null));
      case Reply.Refused<TicketView, TicketRefused>(var refused) ->
          UploadJson.ResultJson.of(nonce, refused.reason());
    };
  }
}
