package id.kuota.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.identity.TokenText;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.Samples;
import id.kuota.persistence.token.OperatorTokens;
import id.kuota.persistence.token.SecretHash;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The table of scopes on a running edge: each operation of operators refuses a token that has every
 * other scope, and none refuses a token that has its scope alone.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ScopesIT {

  private static final Map<String, String> ONLY = new HashMap<>();
  private static final Map<String, String> ALL_BUT = new HashMap<>();

  private static ContractFixture fixture;
  private static EdgeClient client;
  private static int made;

  @BeforeAll
  static void start() throws Exception {
    fixture = new ContractFixture(Duration.ofSeconds(1));
    client = new EdgeClient(fixture.port());
    List<String> all = Scope.grantable().stream().map(Scope::wireName).toList();
    for (String scope : all) {
      ONLY.put(scope, token(List.of(scope)));
      ALL_BUT.put(scope, token(all.stream().filter(one -> !one.equals(scope)).toList()));
    }
    ALL_BUT.put("tokens", token(all));
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  /** Whether an answer is to be given by this class. */
  static boolean isHere(String answer) {
    int end = answer.lastIndexOf(' ');
    String reference =
        OperatorRows.of(answer.substring(0, end))
            .response(Integer.parseInt(answer.substring(end + 1)))
            .path("$ref")
            .asText();
    return reference.endsWith("/ScopeMissing") || reference.endsWith("/TokensUnread");
  }

  @Test
  @Order(1)
  void aNodeThatHasNotReadTheTokensLetsNoneIn() {
    for (OperatorRows.Row row : operators()) {
      EdgeClient.Answer answer = send(row, ALL_BUT.get("tokens"));
      assertThat(answer.status()).as(row.operation()).isEqualTo(503);
      assertThat(answer.code()).as(row.operation()).isEqualTo("unavailable");
    }
  }

  @Test
  @Order(2)
  void aTokenWithEveryOtherScopeIsRefused() {
    fixture.tokenMemory.read();
    for (OperatorRows.Row row : operators()) {
      EdgeClient.Answer answer = send(row, ALL_BUT.get(row.access()));
      assertThat(answer.status()).as(row.operation()).isEqualTo(403);
      assertThat(answer.code()).as(row.operation()).isEqualTo("scope_missing");
      assertThat(answer.json().path("scope").asText()).isEqualTo(row.access());
    }
  }

  @Test
  @Order(3)
  void aTokenWithTheScopeAloneIsNotRefused() {
    for (OperatorRows.Row row : operators()) {
      if (row.access().equals("tokens")) continue; // No token has it.
      EdgeClient.Answer answer = send(row, ONLY.get(row.access()));
      assertThat(answer.status()).as(row.operation() + answer.text()).isNotIn(401, 403);
    }
  }

  @Test
  @Order(4)
  void whatOperatorsDoNotCallNeedsNoToken() {
    for (OperatorRows.Row row : OperatorRows.all()) {
      if (!row.access().equals("public")) continue;
      assertThat(client.send(row.method(), row.address(), null).status())
          .as(row.operation())
          .isNotIn(401, 403);
    }
  }

  private static List<OperatorRows.Row> operators() {
    List<OperatorRows.Row> rows =
        OperatorRows.all().stream().filter(OperatorRows.Row::isOperators).toList();
    assertThat(rows).hasSizeGreaterThan(40);
    return rows;
  }

  private static EdgeClient.Answer send(OperatorRows.Row row, @Nullable String token) {
    return client.send(
        row.method(),
        row.address(),
        null,
        "Authorization",
        "Bearer " + Objects.requireNonNull(token));
  }

  private static String token(List<String> scopes) {
    TokenText text = TokenText.fresh("tok_" + "%026d".formatted(++made));
    fixture.tokens.create(
        new OperatorTokens.NewToken(
            text.id(), "test", scopes, Duration.ofDays(1), SecretHash.of(text.secret())),
        "operator",
        Samples.NOW);
    return text.text();
  }
}
