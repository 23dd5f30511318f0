package id.kuota.http.edge.gate;

import id.kuota.engine.Engine;
import id.kuota.engine.Reply;
import id.kuota.engine.sale.EntryList;
import id.kuota.engine.ticket.GateId;
import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketCommand;
import id.kuota.engine.ticket.TicketRefusal;
import id.kuota.engine.ticket.TicketRefused;
import id.kuota.engine.ticket.TicketView;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.ticket.ShownTicket;
import id.kuota.http.edge.ticket.TicketProblems;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;

/** The handler of scans: from what was scanned to the gate's answer. */
final class CheckInHandler {

  private static final HttpHeader NO_STORE = RawHeader.create("Cache-Control", "no-store");
  private static final HttpHeader REPLAYED = RawHeader.create("Idempotent-Replayed", "true");

  private final Engine engine;
  private final TicketSearch search;
  private final ScanTally tally;
  private final Clock clock;

  CheckInHandler(Engine engine, TicketSearch search, ScanTally tally, Clock clock) {
    this.engine = engine;
    this.search = search;
    this.tally = tally;
    this.clock = clock;
  }

  CompletionStage<HttpResponse> redeem(
      RequestContext context, GateId gate, Steward steward, Redeem redeem) {
    return new GateLists(engine)
        .with(
            context,
            gate,
            steward.listFor(redeem.list()),
            redeem.reentry(),
            list -> redeem(context, gate, steward.device(), redeem, list));
  }

  private CompletionStage<HttpResponse> redeem(
      RequestContext context, GateId gate, String device, Redeem redeem, EntryList list) {
    var scan = new Scan(redeem.nonce(), gate, device, list.id(), clock.instant());
    return search.find(
        context,
        gate.sale(),
        redeem.code(),
        found ->
            switch (found) {
              case TicketSearch.Found.One(var ticket) ->
                  redeem(context, redeem, list, scan, ticket);
              case TicketSearch.Found.None(var reason) ->
                  completed(refused(reason, null, redeem.direction(), scan, null));
            });
  }

  private CompletionStage<HttpResponse> redeem(
      RequestContext context, Redeem redeem, EntryList list, Scan scan, ShownTicket ticket) {
    if (!ticket.origin().sale().equals(scan.gate().sale())) {
      return completed(refused(Reason.PRODUCT, ticket, redeem.direction(), scan, null));
    }
    return engine
        .tickets()
        .ask(ticket.ticket(), ticket.origin(), command(redeem, list, ticket, scan))
        .thenApply(reply -> answer(context, ticket, redeem.direction(), scan, reply));
  }

  CompletionStage<HttpResponse> annul(
      RequestContext context, GateId gate, String device, String code, String nonce) {
    return search.find(
        context,
        gate.sale(),
        code,
        found ->
            switch (found) {
              case TicketSearch.Found.One(var ticket) -> annul(context, device, ticket, nonce);
              case TicketSearch.Found.None none ->
                  context.refuse(Problem.of(ProblemCode.PASSAGE_NOT_FOUND));
            });
  }

  private CompletionStage<HttpResponse> annul(
      RequestContext context, String device, ShownTicket ticket, String nonce) {
    return engine
        .tickets()
        .ask(ticket.ticket(), ticket.origin(), new TicketCommand.AnnulPassage(nonce, device))
        .thenApply(
            reply ->
                switch (reply) {
                  case Reply.Answered<TicketView, TicketRefused>(var view, var repeated) ->
                      Json.answer(200, AnnulledJson.of(view, nonce)).addHeader(NO_STORE);
                  case Reply.Refused<TicketView, TicketRefused>(var refused) ->
                      context.problem(TicketProblems.of(refused.reason()));
                });
  }

  static TicketCommand command(Redeem redeem, EntryList list, ShownTicket ticket, Scan scan) {
    return switch (redeem.direction()) {
      case IN ->
          new TicketCommand.CheckIn(
              scan, ticket.generation(), list, redeem.mode(), redeem.reason());
      case OUT -> new TicketCommand.CheckOut(scan, redeem.mode());
    };
  }

  private HttpResponse answer(
      RequestContext context,
      ShownTicket shown,
      GatePassage.Direction direction,
      Scan scan,
      Reply<TicketView, TicketRefused> reply) {
    return switch (reply) {
      case Reply.Answered<TicketView, TicketRefused>(var view, var repeated) -> {
        Scan recorded = view.passage(scan.nonce()).orElseThrow().scan();
        HttpResponse answer =
            Json.answer(201, RedeemJson.ok(shown, direction, recorded)).addHeader(NO_STORE);
        if (!repeated) tally.passed(recorded, direction);
        yield repeated ? answer.addHeader(REPLAYED) : answer;
      }
      case Reply.Refused<TicketView, TicketRefused>(var no) ->
          reason(no.reason())
              .map(reason -> refused(reason, shown, direction, scan, no.first()))
              .orElseGet(() -> context.problem(TicketProblems.of(no.reason())));
    };
  }

  /** Returns the reason for the gate; empty where the request, not the ticket, is at fault. */
  static Optional<Reason> reason(TicketRefusal refusal) {
    return switch (refusal) {
      case INVALID -> Optional.of(Reason.INVALID);
      case UNPAID -> Optional.of(Reason.UNPAID);
      case CANCELED -> Optional.of(Reason.CANCELED);
      case REVOKED -> Optional.of(Reason.REVOKED);
      case PRODUCT -> Optional.of(Reason.PRODUCT);
      case ALREADY_REDEEMED -> Optional.of(Reason.ALREADY_REDEEMED);
      case ANNULLED -> Optional.of(Reason.ERROR);
      case NONCE_REUSED, OVERLOADED, UNANSWERED -> Optional.empty();
      case PASSAGE_UNKNOWN, TOO_LATE, GENERATION_STALE ->
          throw new IllegalStateException("a scan cannot be refused " + refusal);
    };
  }

  private HttpResponse refused(
      Reason reason,
      @Nullable ShownTicket shown,
      GatePassage.Direction direction,
      Scan scan,
      @Nullable Scan first) {
    tally.refused(scan, reason);
    int status = reason == Reason.INVALID || reason == Reason.KEYBOARD_LAYOUT ? 404 : 200;
    return Json.answer(status, RedeemJson.refused(reason, shown, direction, scan, first))
        .addHeader(NO_STORE);
  }

  private static <T> CompletionStage<T> completed(T value) {
    return CompletableFuture.completedFuture(value);
  }
}
