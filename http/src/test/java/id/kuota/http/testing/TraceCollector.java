package id.kuota.http.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A collector of traces: takes OTLP over HTTP in JSON, and keeps all of it. Thread-safe. */
public final class TraceCollector implements AutoCloseable {

  /** A span as it came. */
  public record Span(
      String node, String trace, String id, String parent, String name, JsonNode json) {

    public String attribute(String key) {
      for (JsonNode one : json.path("attributes")) {
        if (one.path("key").asText().equals(key)) {
          return one.path("value").elements().next().asText();
        }
      }
      return "";
    }
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final Map<String, List<Span>> traces = new ConcurrentHashMap<>();
  private volatile int answer = 200;

  private TraceCollector(HttpServer server) {
    this.server = server;
  }

  public static TraceCollector start() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var collector = new TraceCollector(HttpServer.create(address, 0));
      collector.server.createContext("/v1/traces", collector::take);
      collector.server.setExecutor(collector.threads);
      collector.server.start();
      return collector;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Answers so from now on; what is answered with another status than 200 is not kept. */
  public void answer(int status) {
    answer = status;
  }

  /** The spans of a trace, so far. */
  public List<Span> trace(String id) {
    List<Span> spans = traces.getOrDefault(id, List.of());
    synchronized (spans) {
      return List.copyOf(spans);
    }
  }

  /** The names of its spans, in order. */
  public List<String> names(String id) {
    return trace(id).stream().map(Span::name).sorted().collect(Collectors.toList());
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request = new ObjectMapper().readTree(exchange.getRequestBody());
      if (answer == 200) request.path("resourceSpans").forEach(this::take);
      exchange.sendResponseHeaders(answer, -1);
    }
  }

  private void take(JsonNode resource) {
    String node = "";
    for (JsonNode one : resource.at("/resource/attributes")) {
      if (one.path("key").asText().equals("service.instance.id")) {
        node = one.at("/value/stringValue").asText();
      }
    }
    for (JsonNode scope : resource.path("scopeSpans")) {
      for (JsonNode span : scope.path("spans")) add(node, span);
    }
  }

  private void add(String node, JsonNode json) {
    String trace = json.path("traceId").asText();
    List<Span> spans = traces.computeIfAbsent(trace, _ -> new ArrayList<>());
    synchronized (spans) {
      spans.add(
          new Span(
              node,
              trace,
              json.path("spanId").asText(),
              json.path("parentSpanId").asText(),
              json.path("name").asText(),
              json));
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
