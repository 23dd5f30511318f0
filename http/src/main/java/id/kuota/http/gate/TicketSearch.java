package id.kuota.http.gate;

import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.ticket.HumanCode;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.http.report.Reading;
import id.kuota.http.route.Exchange;
import id.kuota.http.ticket.ShownTicket;
import id.kuota.http.ticket.TicketReader;
import id.kuota.persistence.readmodel.HumanCodes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Finds the tickets that a gate may mean: by the signed code that it has scanned, or by the eight
 * letters that somebody has typed. The letters prove nothing; that the device may scan, does.
 */
public final class TicketSearch {

  private final TicketReader reader;
  private final HumanCodes codes;
  private final Reading reading;

  public TicketSearch(TicketReader reader, HumanCodes codes, Reading reading) {
    this.reader = reader;
    this.codes = codes;
    this.reading = reading;
  }

  /** Goes on with what was found: none, one, or of letters several. */
  CompletionStage<HttpResponse> find(
      Exchange exchange,
      SaleId sale,
      String code,
      Function<List<ShownTicket>, CompletionStage<HttpResponse>> next) {
    Optional<HumanCode> letters = HumanCode.parse(code);
    return letters.isEmpty()
        ? next.apply(reader.read(code).stream().toList())
        : reading.then(exchange, () -> byLetters(sale, letters.get()), next);
  }

  private List<ShownTicket> byLetters(SaleId sale, HumanCode letters) {
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
