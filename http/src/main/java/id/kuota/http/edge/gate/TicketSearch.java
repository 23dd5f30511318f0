package id.kuota.http.edge.gate;

import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.HumanCode;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.http.edge.report.BlockingReads;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.ticket.CodeReading;
import id.kuota.http.edge.ticket.ShownTicket;
import id.kuota.http.edge.ticket.TicketReader;
import id.kuota.persistence.readmodel.HumanCodes;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * A search for the tickets that a gate may mean: by the signed code that it has scanned, or by the
 * eight letters that the steward has typed. The letters prove nothing; that the device may scan,
 * does.
 */
public final class TicketSearch {

  private final TicketReader reader;
  private final HumanCodes codes;
  private final BlockingReads reading;

  public TicketSearch(TicketReader reader, HumanCodes codes, BlockingReads reading) {
    this.reader = reader;
    this.codes = codes;
    this.reading = reading;
  }

  /** What a code leads to: one ticket, or the reason why none. */
  sealed interface Found {

    record One(ShownTicket ticket) implements Found {}

    record None(Reason reason) implements Found {}
  }

  /** Goes on with what was found. */
  CompletionStage<HttpResponse> find(
      RequestContext context,
      SaleId sale,
      String code,
      Function<Found, CompletionStage<HttpResponse>> next) {
    return switch (reader.read(code)) {
      case CodeReading.Letters(var letters) ->
          reading.then(context, () -> byLetters(sale, letters), next);
      case CodeReading.Signed(var ticket) -> next.apply(new Found.One(ticket));
      case CodeReading.Several several -> next.apply(new Found.None(Reason.AMBIGUOUS));
      case CodeReading.WrongKeyboard wrong -> next.apply(new Found.None(Reason.KEYBOARD_LAYOUT));
      case CodeReading.NotOurs none -> next.apply(new Found.None(Reason.INVALID));
    };
  }

  private Found byLetters(SaleId sale, HumanCode letters) {
    List<ShownTicket> found = tickets(sale, letters);
    return switch (found.size()) {
      case 0 -> new Found.None(Reason.INVALID);
      case 1 -> new Found.One(found.getFirst());
      default -> new Found.None(Reason.AMBIGUOUS);
    };
  }

  private List<ShownTicket> tickets(SaleId sale, HumanCode letters) {
    return codes.find(sale, letters).stream()
        .map(
            found ->
                new ShownTicket(
                    new TicketId(found.ticket()),
                    found.generation(),
                    new TicketOrigin(found.order(), sale, new OfferId(found.offer()))))
        .toList();
  }
}
