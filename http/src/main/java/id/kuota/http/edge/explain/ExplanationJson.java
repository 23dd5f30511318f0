package id.kuota.http.edge.explain;

import id.kuota.http.edge.json.AsOfJson;
import id.kuota.persistence.history.Moment;
import id.kuota.persistence.history.OrderExplanation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Explanations on the wire.
 *
 * @param note said when there is no order; else null
 * @param hasMore whether the buyer has earlier orders
 */
record ExplanationJson(AsOfJson asOf, List<One> orders, @Nullable String note, boolean hasMore) {

  /**
   * One order.
   *
   * @param status as `GET /v1/orders/{order}` has it
   * @param truncated whether its tickets have more events than are told
   */
  record One(
      String order, String sale, String status, boolean truncated, List<MomentJson> moments) {

    static One of(OrderExplanation told, ExplainTexts texts) {
      return new One(
          told.order().value(),
          told.sale(),
          told.status().map(status -> status.name().toLowerCase(Locale.ROOT)).orElse(""),
          told.truncated(),
          told.moments().stream().map(moment -> MomentJson.of(moment, texts)).toList());
    }
  }

  /**
   * One moment.
   *
   * @param position of its event: transaction and ordering, growing with all that happened
   * @param text in the language of the request
   */
  record MomentJson(
      Instant at, String position, String code, String text, Map<String, Object> details) {

    static MomentJson of(Moment moment, ExplainTexts texts) {
      var details = new TreeMap<String, Object>();
      moment.details().forEach((name, detail) -> details.put(name, plain(detail)));
      return new MomentJson(
          moment.at(), moment.place(), moment.code().word(), texts.of(moment), details);
    }

    private static Object plain(Object detail) {
      return switch (detail) {
        case Instant at -> at.toString();
        case Duration length -> length.toMillis();
        case Enum<?> reason -> reason.name().toLowerCase(Locale.ROOT);
        default -> detail;
      };
    }
  }
}
