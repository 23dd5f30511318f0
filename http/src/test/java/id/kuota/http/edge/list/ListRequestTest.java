package id.kuota.http.edge.list;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.ticket.TicketId;
import id.kuota.http.edge.identity.BuyerHeader;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.problem.FieldError;
import id.kuota.http.edge.problem.Validated;
import id.kuota.http.edge.route.Bodies;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.testing.RunningEdge;
import id.kuota.persistence.readmodel.ListCursor;
import id.kuota.persistence.readmodel.ListFilter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request for a page of a list may say. */
final class ListRequestTest {

  private static final BuyerKeys KEYS = new BuyerKeys(new ServerSecret(RunningEdge.SECRET));
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");

  @Test
  void everyFilterIsRead() {
    ListRequest request =
        read(
            ListKind.ORDERS,
            "sale=concert&state=paid&offer=cat-1&code=abcd-efgh&from=2026-11-21T12:00:00Z"
                + "&to=2026-11-22T00:00:00%2B07:00&amount_min=1&amount_max=9&limit=200"
                + "&modified_since=2026-11-21T00:00:00Z");

    assertThat(request.filter().fields())
        .isEqualTo(
            Map.of(
                ListFilter.Field.SALE, "concert",
                ListFilter.Field.STATE, "paid",
                ListFilter.Field.OFFER, "cat-1",
                ListFilter.Field.CODE, "ABCDEFGH"));
    assertThat(request.filter().from()).isEqualTo("2026-11-21T12:00:00Z");
    assertThat(request.filter().to()).isEqualTo("2026-11-21T17:00:00Z");
    assertThat(request.filter().amountMin()).isEqualTo(1);
    assertThat(request.filter().amountMax()).isEqualTo(9);
    assertThat(request.filter().byChange()).isTrue();
    assertThat(request.limit()).isEqualTo(200);
    assertThat(read(ListKind.ORDERS, "").limit()).isEqualTo(50);
  }

  @ParameterizedTest
  @CsvSource({
    "sale=Concert, sale",
    "state=open, state",
    "offer=cat-1, offer",
    "code=0000-0000, code",
    "from=yesterday, from",
    "to=2026-11-21, to",
    "modified_since=0, modified_since",
    "amount_min=-1, amount_min",
    "amount_max=1.5, amount_max",
    "limit=0, limit",
    "limit=201, limit",
    "cursor=next, cursor"
  })
  void whatIsWrongIsNamed(String query, String parameter) {
    assertThat(faults(ListKind.ORDERS, query, Map.of()))
        .extracting(FieldError::parameter)
        .containsExactly(parameter);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ani@example.com",
        "Ani%40Example.com",
        "+62 812-3456-7890",
        "%2B6281234567890",
        "G%C3%BCnther"
      })
  void aBuyerIsHashedAsItsPurchasesAreCounted(String header) {
    String plain = header.replace("%40", "@").replace("%2B", "+").replace("%C3%BC", "ü");
    assertThat(buyers(header)).startsWith(KEYS.buyer(plain).key().value());
  }

  @Test
  void whatWasBoughtUnderAFormerKeyIsFound() {
    String written = "0812-3456-7890";
    assertThat(buyers(written))
        .containsExactly(KEYS.buyer(written).key().value(), KEYS.of(written).value())
        .doesNotHaveDuplicates();
    assertThat(buyers("ani@example.com")).hasSize(1);
  }

  @Test
  void aBuyerWithoutFormIsRefused() {
    for (String wrong : List.of("x", "%zz", "a%20")) {
      assertThat(faults(ListKind.ORDERS, "", Map.of("Kuota-Buyer", wrong)))
          .extracting(FieldError::header)
          .containsExactly("Kuota-Buyer");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCursorLeadsBackToItsRow(ListKind kind) {
    String id = TicketId.of("ord_1", 1).value();
    var cursor = new ListCursor(NOON, kind.keyLength() == 1 ? List.of(id) : List.of(id, "12"));
    for (boolean byChange : List.of(true, false)) {
      String text = CursorText.of(cursor, kind, byChange);
      assertThat(CursorText.parse(text, kind, byChange)).contains(cursor);
      assertThat(CursorText.parse(text, kind, !byChange)).isEmpty();
      for (ListKind other : ListKind.values()) {
        if (other != kind) assertThat(CursorText.parse(text, other, byChange)).isEmpty();
      }
    }
  }

  private static List<String> buyers(String header) {
    Validated<ListRequest> read =
        ListRequest.of(ListKind.ORDERS, context("", Map.of(BuyerHeader.NAME, header)), KEYS);
    return value(read).filter().buyers();
  }

  private static ListRequest read(ListKind kind, String query) {
    return value(ListRequest.of(kind, context(query, Map.of()), KEYS));
  }

  private static ListRequest value(Validated<ListRequest> read) {
    return switch (read) {
      case Validated.Valid<ListRequest>(var request) -> request;
      case Validated.Invalid<ListRequest>(var problem) ->
          throw new AssertionError(String.valueOf(problem.faults()));
    };
  }

  private static List<FieldError> faults(ListKind kind, String query, Map<String, String> headers) {
    return switch (ListRequest.of(kind, context(query, headers), KEYS)) {
      case Validated.Valid<ListRequest>(var request) ->
          throw new AssertionError("nothing is wrong with " + request);
      case Validated.Invalid<ListRequest>(var problem) -> problem.faults();
    };
  }

  private static RequestContext context(String query, Map<String, String> headers) {
    HttpRequest request = HttpRequest.GET("/v1/orders" + (query.isEmpty() ? "" : "?" + query));
    for (Map.Entry<String, String> header : headers.entrySet()) {
      request = request.addHeader(RawHeader.create(header.getKey(), header.getValue()));
    }
    return new RequestContext(request, Map.of(), new Bodies(() -> null));
  }
}
