package id.kuota.http.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks a Prometheus. */
record PrometheusClient(String url, HttpClient http) {

  private static final JsonMapper MAPPER = new JsonMapper();

  /** Returns the values of the series that a query has now; those that are no number are none. */
  List<Double> query(String expression) {
    String asked = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    var request = HttpRequest.newBuilder(URI.create(url + "/api/v1/query?query=" + asked)).build();
    try {
      JsonNode answer =
          MAPPER.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
      if (!answer.path("status").asText().equals("success")) {
        throw new AssertionError(expression + ": " + answer);
      }
      return answer
          .at("/data/result")
          .valueStream()
          .map(series -> Double.parseDouble(number(series.at("/value/1").asText())))
          .filter(value -> !value.isNaN())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Returns a number as Java writes it. */
  private static String number(String text) {
    return text.replace("Inf", "Infinity");
  }
}
