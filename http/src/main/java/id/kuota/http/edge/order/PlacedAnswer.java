package id.kuota.http.edge.order;

import id.kuota.engine.order.OrderView;
import id.kuota.http.edge.json.Json;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The answer to a placed order, with a cart or without; the same bytes every time. */
public final class PlacedAnswer {

  private static final HttpHeader PRIVATE = RawHeader.create("Cache-Control", "private, no-store");
  private static final HttpHeader REPLAYED = RawHeader.create("Idempotent-Replayed", "true");

  private PlacedAnswer() {}

  public static HttpResponse of(OrderView view, boolean repeated) {
    HttpResponse answer =
        Json.answer(201, OrderJson.asPlaced(view))
            .addHeader(RawHeader.create("Location", "/v1/orders/" + view.order()))
            .addHeader(PRIVATE);
    return repeated ? answer.addHeader(REPLAYED) : answer;
  }
}
