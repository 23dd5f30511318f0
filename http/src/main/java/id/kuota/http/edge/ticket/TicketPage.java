package id.kuota.http.edge.ticket;

import id.kuota.http.edge.page.Language;
import id.kuota.http.edge.page.Template;
import id.kuota.http.edge.page.Words;
import java.util.Map;

/** A ticket on a phone or on paper, without a script. */
final class TicketPage {

  private final Template ticket = Template.own("ticket.html");
  private final Template none = Template.own("ticket_none.html");
  private final Words words = new Words("ticket");

  /**
   * Returns the page of a ticket.
   *
   * @param event name of the sale
   * @param count tickets of its order
   */
  Template.Html of(IssuedTicket issued, String event, int count, Language language) {
    Map<String, Object> values = common(language);
    values.put("event", event);
    values.put("name", issued.name());
    values.put("number", Integer.toString(issued.number()));
    values.put("count", Integer.toString(count));
    values.put("qr", new Template.Html(new QrImage(issued.code()).svg()));
    values.put("human_code", issued.humanCode().toString());
    values.put("ticket", issued.id().value());
    values.put("page", issued.page());
    return ticket.fill(values);
  }

  /** Returns the page of a link that leads to no ticket, or to one that does not admit. */
  Template.Html none(Language language) {
    return none.fill(common(language));
  }

  private Map<String, Object> common(Language language) {
    Map<String, Object> values = words.in(language);
    values.put("lang", language.tag());
    values.put("other_lang", language.other().tag());
    return values;
  }
}
