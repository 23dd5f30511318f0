package id.kuota.load.reconciliation;

import id.kuota.load.ledger.ClientLedger;
import id.kuota.load.ledger.Observation;
import id.kuota.load.ledger.OrderEntry;
import id.kuota.load.sale.Line;
import id.kuota.load.server.Node;
import id.kuota.load.server.ServerClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.OptionalLong;

/** Buyers without Gatling: one request after the other, each answer into the ledger. */
final class Buyers implements AutoCloseable {

  private final Node node;
  private final ClientLedger ledger;
  private final HttpClient client = HttpClient.newHttpClient();

  Buyers(Node node, ClientLedger ledger) {
    this.node = node;
    this.ledger = ledger;
  }

  OrderEntry place(String key, String buyer, List<Line> lines) {
    OrderEntry entry = ledger.open(key, buyer, lines);
    repeat(entry);
    return entry;
  }

  void repeat(OrderEntry entry) {
    String body = ServerClient.orderBody(ledger.terms().sale(), entry.buyer(), entry.lines());
    ledger.placed(entry, post("/v1/orders", entry.key(), body));
  }

  void payAndApprove(OrderEntry entry) {
    entry
        .order()
        .flatMap(
            order ->
                ledger.paymentStarted(
                    entry,
                    post(
                        "/v1/orders/" + order + "/payments",
                        entry.key() + "-pay",
                        "{\"method\":\"virtual_account\"}")))
        .ifPresent(
            page -> {
              entry.askedForMoney();
              String path = URI.create(page).getPath() + "/approve";
              ledger.approved(entry, post(path, entry.key(), ""));
            });
  }

  void cancel(OrderEntry entry) {
    entry.askedToCancel();
    entry
        .order()
        .ifPresent(
            order ->
                ledger.cancelled(entry, post("/v1/orders/" + order + "/cancel", entry.key(), "")));
  }

  private Observation post(String path, String key, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(node.url().resolve(path))
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return new Observation.Answer(
          response.statusCode(),
          response.body(),
          response.headers().firstValue("Idempotent-Replayed").isPresent(),
          response.headers().firstValue("Location"),
          OptionalLong.empty(),
          1);
    } catch (IOException silent) {
      return new Observation.Silence(1);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Observation.Silence(1);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
