package id.kuota.http.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** The metrics of a node in another process, as Prometheus reads them. */
final class NodeMetrics {

  private NodeMetrics() {}

  /** Returns the lines of a scrape that are values. */
  static List<String> series(int port) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
    try (var http = HttpClient.newHttpClient()) {
      String text = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return text.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
