package id.kuota.http.edge.gate;

import id.kuota.engine.Engine;
import id.kuota.engine.sale.EntryList;
import id.kuota.engine.sale.EntryLists;
import id.kuota.engine.sale.Reentry;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.ticket.GateId;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.RequestContext;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The lists of the sale that a gate is of. */
record GateLists(Engine engine) {

  /**
   * Continues with the list that is meant.
   *
   * @param named as the device says it, or its own; empty if neither names one
   * @param reentry when the list admits a ticket again, at a sale that names no lists
   */
  CompletionStage<HttpResponse> with(
      RequestContext context,
      GateId gate,
      String named,
      Reentry reentry,
      Function<EntryList, CompletionStage<HttpResponse>> next) {
    return engine
        .sales()
        .find(gate.sale())
        .thenCompose(
            sale -> {
              EntryLists lists = sale.map(SaleView::lists).orElse(EntryLists.NONE);
              return lists
                  .find(named, reentry)
                  .map(next)
                  .orElseGet(() -> context.refuse(unknown(lists)));
            });
  }

  private static Problem unknown(EntryLists lists) {
    List<String> ids = lists.named().stream().map(EntryList::id).toList();
    return Problem.of(ProblemCode.LIST_UNKNOWN, "It has " + String.join(", ", ids) + ".")
        .with("lists", ids);
  }
}
