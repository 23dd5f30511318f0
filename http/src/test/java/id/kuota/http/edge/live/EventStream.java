package id.kuota.http.edge.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.kuota.http.testing.EdgeClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A browser that listens to a live view. */
final class EventStream implements AutoCloseable {

  /** One event; a comment has the name {@code :} and no data. */
  record Event(String name, long id, String data) {

    JsonNode json() {
      try {
        return new ObjectMapper().readTree(data);
      } catch (IOException e) {
        throw new UncheckedIOException(data, e);
      }
    }
  }

  private static final Event END = new Event("end", 0, "");

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpResponse<Stream<String>> answer;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  EventStream(int port, String path, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .headers(EdgeClient.operator(headers))
            .header("Accept", "text/event-stream")
            .build();
    try {
      answer = client.send(request, HttpResponse.BodyHandlers.ofLines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    Thread.ofVirtual().start(this::read);
  }

  HttpResponse<?> answer() {
    return answer;
  }

  /** The next event; fails after ten seconds without one. */
  Event next() {
    try {
      Event event = events.poll(10, TimeUnit.SECONDS);
      if (event == null) throw new AssertionError("no event within ten seconds");
      return event;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The next event of this name; those between are passed over. */
  Event next(String name) {
    Event event = next();
    while (!event.name().equals(name)) {
      event = next();
    }
    return event;
  }

  private void read() {
    var event = new String[] {"", "0", ""};
    try (Stream<String> lines = answer.body()) {
      lines.forEach(line -> take(line, event));
      events.add(END);
    } catch (RuntimeException closed) {
      events.add(END);
    }
  }

  private void take(String line, String[] event) {
    if (line.startsWith(":")) event[0] = ":";
    else if (line.startsWith("event: ")) event[0] = line.substring(7);
    else if (line.startsWith("id: ")) event[1] = line.substring(4);
    else if (line.startsWith("data: ")) event[2] = line.substring(6);
    else if (line.isEmpty()) {
      events.add(new Event(event[0], Long.parseLong(event[1]), event[2]));
      event[0] = "";
      event[1] = "0";
      event[2] = "";
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
