package id.kuota.http.edge.slow;

import com.fasterxml.jackson.annotation.JsonInclude;
import id.kuota.http.telemetry.SlowRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Slow and failing requests on the wire, the latest first. */
record SlowJson(List<Request> data) {

  /** One of them. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Request(
      String traceId,
      String method,
      String route,
      int status,
      long durationMs,
      Instant at,
      @Nullable String code) {

    static Request of(SlowRequest one) {
      return new Request(
          one.traceId(),
          one.method(),
          one.route(),
          one.status(),
          one.took().toMillis(),
          one.at(),
          one.code());
    }
  }

  static SlowJson of(List<SlowRequest> latest) {
    return new SlowJson(latest.stream().map(Request::of).toList());
  }
}
