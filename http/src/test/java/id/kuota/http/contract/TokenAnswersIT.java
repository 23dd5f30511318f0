package id.kuota.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleView;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The part of {@link EveryAnswerIT} that concerns operators' tokens, and what tokens open. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TokenAnswersIT {

  private static final Pattern HERE = Pattern.compile("[A-Z]+ /v1/tokens.*");
  private static final Map<String, String> OPERATOR =
      Map.of("Authorization", "Bearer " + RunningEdge.OPERATOR_KEY);
  private static final Request LIST = new Request("GET /v1/tokens", "/v1/tokens", null, OPERATOR);
  private static final Request CREATE =
      new Request(
              "POST /v1/tokens",
              "/v1/tokens",
              "{\"name\":\"shop\",\"scopes\":[\"sales\"]}",
              OPERATOR)
          .with("Content-Type", "application/json")
          .with("Idempotency-Key", "token-0123456789abcdef");
  private static final String NO_TOKEN = "/v1/tokens/tok_00000000000000000000000000";
  private static final Request ROTATE =
      new Request("POST /v1/tokens/{token}/rotation", NO_TOKEN + "/rotation", "{}", OPERATOR)
          .with("Content-Type", "application/json");
  private static final Request REVOKE =
      new Request(
              "POST /v1/tokens/{token}/revocation",
              NO_TOKEN + "/revocation",
              "{\"reason\":\"lost\"}",
              OPERATOR)
          .with("Content-Type", "application/json");
  private static final List<Request> CHANGES = List.of(CREATE, ROTATE, REVOKE);

  private static ContractFixture fixture;
  private static GivenAnswers answers;
  private static EdgeClient client;
  private static String id = "";
  private static String first = "";
  private static String second = "";

  @BeforeAll
  static void start() throws Exception {
    fixture = new ContractFixture(Duration.ofSeconds(1));
    answers = new GivenAnswers(fixture.port());
    client = new EdgeClient(fixture.port());
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  /** Whether an answer is to be given by this class. */
  static boolean isHere(String answer) {
    return HERE.matcher(answer).matches();
  }

  @BeforeEach
  void mend() {
    fixture.source.down = false;
    fixture.source.broken = false;
    fixture.engine.answerSale(Samples.sale(SaleView.Phase.OPEN, 3));
    fixture.engine.commands.clear();
  }

  @Test
  @Order(1)
  void aTokenIsShownOnceAndOpensItsScope() {
    JsonNode created = answers.send(CREATE).json();
    id = created.path("id").asText();
    first = created.path("token").asText();
    assertThat(first).matches("kuota_op_[0-9a-z]{26}_[0-9a-z]{48}");
    assertThat(created.path("status").asText()).isEqualTo("active");
    assertThat(created.path("created_by").asText()).isEqualTo("operator");

    EdgeClient.Answer again = answers.send(CREATE);
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.json().path("id").asText()).isEqualTo(id);
    assertThat(again.json().path("token").isNull()).isTrue();
    assertThat(answers.send(CREATE.saying("{\"name\":\"x\",\"scopes\":[\"read\"]}")).code())
        .isEqualTo("idempotency_key_reused");
    JsonNode listed = answers.send(LIST).json();
    assertThat(listed.at("/data/0/id").asText()).isEqualTo(id);
    assertThat(listed.toString()).doesNotContain(first.substring(36));
  }

  @Test
  @Order(2)
  void aChangeNamesItsToken() {
    assertThat(pause(first).status()).isEqualTo(200);
    assertThat(fixture.engine.commands).containsExactly(new SaleCommand.PauseSale(id));
  }

  @Test
  @Order(3)
  void aRotatedTokenHasTwoSecretsForATime() {
    JsonNode rotated = answers.send(at(ROTATE)).json();
    second = rotated.path("token").asText();
    assertThat(rotated.path("previous_until").asText()).isNotEmpty();
    assertThat(List.of(pause(first).status(), pause(second).status())).containsOnly(200);
    assertThat(answers.send(at(ROTATE)).code()).isEqualTo("rotation_running");

    String third =
        answers.send(at(ROTATE).saying("{\"replace\":true}")).json().path("token").asText();
    assertThat(pause(second).code()).isEqualTo("unauthorized");
    assertThat(List.of(pause(first).status(), pause(third).status())).containsOnly(200);
    second = third;
    answers.send(at(ROTATE).saying("{\"replace\":true,\"overlap_hours\":0}"));
    assertThat(pause(first).code()).isEqualTo("token_expired");
  }

  @Test
  @Order(4)
  void aRevokedTokenIsRefusedAtOnce() {
    String last =
        answers.send(at(ROTATE).saying("{\"overlap_hours\":0}")).json().path("token").asText();
    assertThat(pause(last).status()).isEqualTo(200);
    JsonNode revoked = answers.send(at(REVOKE)).json();
    assertThat(revoked.path("revoked_by").asText()).isEqualTo("operator");
    assertThat(pause(last).code()).isEqualTo("token_revoked");
    assertThat(pause(last.replaceAll(".$", "_")).code()).isEqualTo("unauthorized");
    assertThat(answers.send(at(REVOKE)).header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(answers.send(at(ROTATE)).code()).isEqualTo("token_ended");
    String stranger = last.replaceFirst("_[0-9a-z]{48}$", "_" + "0".repeat(48));
    assertThat(pause(stranger).code())
        .as("nothing is told without the secret")
        .isEqualTo("unauthorized");
  }

  @Test
  @Order(5)
  void somethingIsMissingOrWrong() {
    for (Request request : CHANGES) {
      assertThat(answers.send(request.without("Authorization")).status()).isEqualTo(401);
      assertThat(answers.send(request.saying("{")).status()).isEqualTo(400);
      assertThat(answers.send(request.saying(" ".repeat(70_000))).status()).isEqualTo(413);
      Request plain = request.without("Content-Type").with("Content-Type", "text/plain");
      assertThat(answers.send(plain).status()).isEqualTo(415);
    }
    assertThat(answers.send(CREATE.without("Idempotency-Key")).status()).isEqualTo(400);
    assertThat(answers.send(CREATE.saying("{\"name\":\"x\",\"scopes\":[\"tokens\"]}")).code())
        .as("no token makes another")
        .isEqualTo("validation_failed");
    assertThat(answers.send(LIST.without("Authorization")).status()).isEqualTo(401);
    assertThat(answers.send(LIST.at("/v1/tokens?cursor=x")).status()).isEqualTo(400);
    for (Request request : List.of(ROTATE, REVOKE)) {
      assertThat(answers.send(request).code()).isEqualTo("token_not_found");
      assertThat(answers.send(request.at(request.path().replaceFirst("tok_0+", "x"))).code())
          .isEqualTo("token_not_found");
    }
  }

  @Test
  @Order(6)
  void aHundredTokensCount() throws Exception {
    fixture.execute(
        """
        INSERT INTO operator_token (token_id, name, scopes, created_at, created_by, expires_at,
          secret_hash)
        SELECT 'tok_' || n, 'x', '{read}', now(), 'operator', 'infinity', ''
        FROM generate_series(1, 100) n
        """
            .replace("'infinity'", "'2999-01-01'"));
    assertThat(answers.send(CREATE.with("Idempotency-Key", "another-0123456789ab")).code())
        .isEqualTo("too_many_tokens");
  }

  @Test
  @Order(7)
  void theDatabaseIsAwayOrWeHaveABug() {
    fixture.source.down = true;
    all(503);
    fixture.source.down = false;
    fixture.source.broken = true;
    all(500);
  }

  @Test
  @Order(8)
  void aBodyDoesNotCome() throws Exception {
    assertThat(answers.sendWithoutBody(CHANGES))
        .extracting(EdgeClient.Answer::status)
        .containsOnly(408);
  }

  @Test
  @Order(9)
  void nothingIsDeclaredThatIsNotGiven() {
    assertThat(answers.missing(TokenAnswersIT::isHere)).isEmpty();
  }

  private static void all(int status) {
    for (Request request : List.of(LIST, CREATE, ROTATE, REVOKE)) {
      assertThat(answers.send(request).status()).as(request.operation()).isEqualTo(status);
    }
  }

  private static Request at(Request request) {
    return request.at(request.path().replaceFirst("tok_0+", id));
  }

  private static EdgeClient.Answer pause(String token) {
    return client.send(
        "POST", "/v1/sales/" + Samples.SALE + "/pause", null, "Authorization", "Bearer " + token);
  }
}
