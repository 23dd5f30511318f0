package id.kuota.http.edge.page;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.StubEngine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PageRoutesTest {

  private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

  private static RunningEdge edge;
  private static EdgeClient client;

  @BeforeAll
  static void start() {
    edge = RunningEdge.start(new StubEngine().engine());
    client = edge.client();
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/docs", "/problems", "/problems/sold_out", "/gate", "/console"})
  void aPageIsGuardedAndCached(String path) {
    EdgeClient.Answer page = client.get(path);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");
    assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'self';");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    EdgeClient.Answer again = client.get(path, "If-None-Match", page.header("ETag"));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.raw().body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/docs", "/problems", "/problems/sold_out", "/gate", "/console"})
  void everythingAPageNeedsIsHere(String path) {
    Matcher references = REFERENCE.matcher(client.get(path).text());
    int found = 0;
    while (references.find()) {
      String reference = references.group(1);
      assertThat(reference).as("nothing comes from another host").startsWith("/");
      if (!reference.startsWith("/v1/")) {
        assertThat(client.get(reference).status()).as(reference).isEqualTo(200);
      }
      found++;
    }
    assertThat(found).isPositive();
  }

  @ParameterizedTest
  @EnumSource(ProblemCode.class)
  void everyProblemIsExplainedInTwoLanguages(ProblemCode code) {
    EdgeClient.Answer page = client.get(code.page());

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text())
        .contains("<code>" + code.code() + "</code>")
        .contains("lang=\"id\"")
        .contains("What to do")
        .contains("Yang perlu dilakukan")
        .doesNotContain("{{");
  }

  @ParameterizedTest
  @CsvSource({
    "kuota.css, text/css; charset=UTF-8",
    "docs.js, application/javascript; charset=UTF-8",
    "swagger-ui-bundle.js, application/javascript; charset=UTF-8",
    "kuota.svg, image/svg+xml"
  })
  void aFileHasItsType(String file, String type) {
    assertThat(client.get("/assets/" + file).header("Content-Type")).isEqualTo(type);
  }

  @Test
  void theContractIsServed() {
    EdgeClient.Answer document = client.get("/openapi.yaml");

    assertThat(document.header("Content-Type")).isEqualTo("application/yaml");
    assertThat(document.text()).startsWith("openapi: 3.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/problems/nonsense", "/assets/passwd", "/assets/..%2fopenapi.yaml"})
  void whatIsNotThereIsAProblem(String path) {
    assertThat(client.get(path).code()).isEqualTo("not_found");
  }
}
