package id.kuota.load.server;

import id.kuota.load.sale.Line;
import id.kuota.load.sale.Terms;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * The operator's and inspector's calls. Thread-safe; each call waits for its answer, at most {@link
 * #PATIENCE}.
 */
public final class ServerClient implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(15);

  /** The body of a request for an order. */
  private record OrderBody(String sale, String buyer, List<Line> lines) {}

  /** Any answer. */
  public record Answer(int status, String body) {
    boolean isGood() {
      return status >= 200 && status < 300;
    }

    /** Returns the status and, of a problem, its code. */
    String inWords() {
      String code = Json.text(body, "code");
      return code.isEmpty() ? "status " + status : status + " " + code;
    }
  }

  private final Node node;
  private final HttpClient client;

  public ServerClient(Node node) {
    this.node = node;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  public Node node() {
    return node;
  }

  /** Returns the body with which an order is placed. */
  public static String orderBody(String sale, String buyer, List<Line> lines) {
    return Json.write(new OrderBody(sale, buyer, lines));
  }

  /**
   * Creates and opens the sale.
   *
   * @throws ServerProblem if the server is not there or does not want to
   */
  public void openSale(Terms terms) {
    HttpRequest create =
        operator("/v1/sales/" + terms.sale())
            .header("Content-Type", "application/json")
            .header("If-None-Match", "*")
            .PUT(BodyPublishers.ofString(Json.write(SaleBody.of(terms))))
            .build();
    require(send(create), "create the sale " + terms.sale());
    require(send(post("/v1/sales/" + terms.sale() + "/open")), "open the sale");
  }

  /** Closes the sale, so that nothing new can be placed. */
  public void closeSale(String sale) {
    require(send(post("/v1/sales/" + sale + "/close")), "close the sale");
  }

  /**
   * Returns the quota's numbers.
   *
   * @throws ServerProblem if the server does not return them
   */
  public QuotaAnswer quota(String sale, String quota) {
    String path = "/v1/quotas/" + sale + "." + quota;
    Answer answer = require(send(operator(path).GET().build()), "read the quota " + quota);
    return Json.read(answer.body(), QuotaAnswer.class)
        .orElseThrow(() -> new ServerProblem("the quota's answer is not understood: " + answer));
  }

  /**
   * Returns the report, as far as it has counted.
   *
   * @throws ServerProblem if the server does not return it
   */
  public ReportAnswer report(String sale) {
    HttpRequest request = operator("/v1/sales/" + sale + "/report").GET().build();
    Answer answer = require(send(request), "report the sale");
    return Json.read(answer.body(), ReportAnswer.class)
        .orElseThrow(() -> new ServerProblem("the report is not understood: " + answer));
  }

  /** Returns the answer to a buyer's read of an order. */
  public Answer order(String order) {
    return send(HttpRequest.newBuilder(node.at("/v1/orders/" + order)).timeout(PATIENCE).build());
  }

  /** Returns the answer to a request for an order. */
  public Answer place(String key, String sale, String buyer, List<Line> lines) {
    return send(
        HttpRequest.newBuilder(node.at("/v1/orders"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(orderBody(sale, buyer, lines)))
            .build());
  }

  /** Returns the answer to a buyer's start of a payment. */
  public Answer pay(String order, String method) {
    return send(
        HttpRequest.newBuilder(node.at("/v1/orders/" + order + "/payments"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "pay-0123456789abcde")
            .POST(BodyPublishers.ofString("{\"method\":\"%s\"}".formatted(method)))
            .build());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private HttpRequest.Builder operator(String path) {
    return HttpRequest.newBuilder(node.at(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + node.operatorKey());
  }

  private HttpRequest post(String path) {
    return operator(path).POST(BodyPublishers.noBody()).build();
  }

  private Answer require(Answer answer, String what) {
    if (answer.isGood()) return answer;
    String hint = answer.status() == 401 ? "; is the operator key the one of this server?" : "";
    throw new ServerProblem(
        "the server at " + node.url() + " did not " + what + ": " + answer.inWords() + hint);
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException unreachable) {
      throw new ServerProblem(
          "no answer from "
              + node.url()
              + " to "
              + request.method()
              + " "
              + request.uri().getPath()
              + " ("
              + unreachable
              + "); is the server running? ./kuota dev starts one",
          unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ServerProblem("interrupted", interrupted);
    }
  }
}
