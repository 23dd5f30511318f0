package id.kuota.http.edge.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.http.edge.identity.KeyNumbers;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TicketRoutesTest {

  private static final StubEngine ENGINE = new StubEngine();
  private static final String TICKETS = "/v1/orders/" + TicketEdge.ORDER + "/tickets";

  private static RunningEdge edge;
  private static EdgeClient client;

  @BeforeAll
  static void start() {
    edge = TicketEdge.start(ENGINE, KeyNumbers.FIRST);
    client = edge.client();
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @BeforeEach
  void pay() {
    ENGINE.answerOrder(Samples.paid(TicketEdge.ORDER), true);
  }

  @Test
  void aPaidOrderHasItsTickets() {
    EdgeClient.Answer answer = client.get(TICKETS);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("private, no-store");
    JsonNode tickets = answer.json().path("data");
    assertThat(tickets).hasSize(2);
    assertThat(tickets.at("/1/number").asInt()).isEqualTo(2);
    assertThat(tickets.at("/0/name").asText()).isEqualTo("CAT 1");
    assertThat(tickets.at("/0/code").asText()).isNotEqualTo(tickets.at("/1/code").asText());
    assertThat(answer.json().path("has_more").asBoolean()).isFalse();
    assertThat(client.get(TICKETS).raw().body())
        .as("a ticket has one code")
        .isEqualTo(answer.raw().body());
  }

  @Test
  void manyTicketsComeInPages() {
    EdgeClient.Answer first = client.get(TICKETS + "?limit=1");
    assertThat(first.json().path("data")).hasSize(1);
    assertThat(first.json().path("has_more").asBoolean()).isTrue();
    EdgeClient.Answer second =
        client.get(TICKETS + "?limit=1&cursor=" + first.json().path("next_cursor").asText());
    assertThat(second.json().at("/data/0/number").asInt()).isEqualTo(2);
    assertThat(second.json().path("next_cursor").isNull()).isTrue();
    assertThat(client.get(TICKETS + "?cursor=99").json().path("data")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?limit=0", "?limit=101", "?limit=x", "?cursor=0", "?cursor=-", "?cursor="})
  void aPageThatIsNoneIsAFault(String query) {
    assertThat(client.get(TICKETS + query).code()).isEqualTo("validation_failed");
  }

  @Test
  void anOrderThatIsNotPaidHasNone() {
    String page = client.get(TICKETS).json().at("/data/0/page").asText();
    ENGINE.answerOrder(Samples.held(TicketEdge.ORDER), true);

    assertThat(client.get(TICKETS).json().path("data")).isEmpty();
    assertThat(client.get(page).status()).isEqualTo(404);
    assertThat(client.get(page + "/qr.png").code()).isEqualTo("ticket_not_found");
    ENGINE.answerOrder(Samples.refundDue(TicketEdge.ORDER), true);
    assertThat(client.get(TICKETS).json().path("data")).isEmpty();
  }

  @Test
  void anOrderThatIsNotThereIsSaidSo() {
    assertThat(client.get("/v1/orders/ord_nonsense/tickets").code()).isEqualTo("order_not_found");
    ENGINE.refuseOrders(OrderRefused.of(OrderRefusal.ORDER_UNKNOWN));
    assertThat(client.get(TICKETS).code()).isEqualTo("order_not_found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en-GB,en;q=0.9 | en",
        "id-ID,id;q=0.9,en;q=0.8 | id",
        "de,en;q=0.5,id;q=0.4 | en",
        "in | id",
        "fr | id",
        ";;; | id"
      })
  void aTicketIsInTheLanguageOfItsReader(String accepted, String language) {
    EdgeClient.Answer answer = client.get(firstPage(), "Accept-Language", accepted);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Vary")).isEqualTo("Accept-Language");
    assertThat(answer.text())
        .contains("<html lang=\"" + language + "\">")
        .contains("Coldplay in Jakarta")
        .contains("CAT 1")
        .contains(language.equals("en") ? "Ticket 1 of 2" : "Tiket 1 dari 2")
        .doesNotContain("{{");
  }

  @Test
  void theLinkToTheOtherLanguageGoesBeforeTheBrowser() {
    assertThat(client.get(firstPage() + "?lang=en", "Accept-Language", "id").text())
        .contains("<html lang=\"en\">");
    assertThat(client.get(firstPage() + "?lang=xx", "Accept-Language", "en").text())
        .contains("<html lang=\"en\">");
  }

  @Test
  void aTicketsPageNeedsNoScriptNoOtherHostAndKeepsItsAddressSecret() {
    EdgeClient.Answer page = client.get(firstPage());

    assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'self';");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.header("Cache-Control")).isEqualTo("private, no-store");
    assertThat(page.text())
        .doesNotContain("<script")
        .doesNotContain("style=")
        .as("a ticket gives no access to the order")
        .doesNotContain(TicketEdge.ORDER.value());
    Matcher links = Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(page.text());
    int found = 0;
    while (links.find()) {
      assertThat(links.group(1)).startsWith("/");
      assertThat(client.get(links.group(1)).status()).as(links.group(1)).isEqualTo(200);
      found++;
    }
    assertThat(found).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tickets/nonsense", "/tickets/tkt_0123456789abcdefghjkmnpqrs"})
  void aLinkToNothingIsSaidInWords(String path) {
    EdgeClient.Answer answer = client.get(path, "Accept-Language", "en");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text()).contains("This ticket is not valid").doesNotContain("{{");
    assertThat(client.get(path + "/qr.svg").code()).isEqualTo("ticket_not_found");
  }

  @Test
  void theKeysArePublicAndCached() {
    EdgeClient.Answer keys = client.get("/.well-known/jwks.json");

    assertThat(keys.header("Content-Type")).isEqualTo("application/jwk-set+json");
    assertThat(keys.header("Cache-Control")).startsWith("public, max-age=300");
    assertThat(keys.json().at("/keys/0/kid").asText()).isEqualTo("1");
    assertThat(keys.text()).doesNotContain("\"d\"");
    assertThat(client.get("/.well-known/jwks.json", "If-None-Match", keys.header("ETag")).status())
        .isEqualTo(304);
  }

  private static String firstPage() {
    return client.get(TICKETS).json().at("/data/0/page").asText();
  }
}
