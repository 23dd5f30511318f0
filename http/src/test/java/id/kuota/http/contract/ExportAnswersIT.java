package id.kuota.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.http.edge.identity.ExportLinks;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.persistence.export.Claim;
import id.kuota.persistence.export.Export;
import id.kuota.persistence.export.ExportQueue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
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

/** The part of {@link EveryAnswerIT} that concerns reports that are written in the background. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ExportAnswersIT {

  private static final Pattern HERE = Pattern.compile("[A-Z]+ (/.*)?/exports(/.*)? [0-9]+");
  private static final String SALE = "/v1/sales/" + Samples.SALE;
  private static final Map<String, String> OPERATOR =
      Map.of("Authorization", "Bearer " + RunningEdge.OPERATOR_KEY);
  private static final byte[] BYTES = "day\n2026-11-21\n".getBytes(StandardCharsets.UTF_8);

  private static final Request ASK =
      new Request(
          "POST /v1/sales/{sale}/reports/{report}/exports",
          SALE + "/reports/daily-sales/exports?format=csv&lang=en&from=2026-11-20",
          null,
          OPERATOR);
  private static final Request LIST =
      new Request("GET /v1/sales/{sale}/exports", SALE + "/exports", null, OPERATOR);

  private static ContractFixture fixture;
  private static GivenAnswers answers;
  private static Request read = LIST;
  private static Request delete = LIST;
  private static Request file = LIST;

  @BeforeAll
  static void start() throws Exception {
    fixture = new ContractFixture(Duration.ofSeconds(1));
    answers = new GivenAnswers(fixture.port());
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
    fixture.mend();
  }

  @Test
  @Order(1)
  void allIsWell() {
    EdgeClient.Answer asked = answers.send(ASK);
    assertThat(asked.status()).as(asked.text()).isEqualTo(202);
    assertThat(asked.json().path("state").asText()).isEqualTo("waiting");
    String address = asked.header("Location");
    read = new Request("GET /v1/exports/{export}", address, null, OPERATOR);
    delete = new Request("DELETE /v1/exports/{export}", address, null, OPERATOR);
    assertThat(answers.send(read).json()).isEqualTo(asked.json());
    assertThat(answers.send(ASK).json()).as("the same question").isEqualTo(asked.json());

    Clock clock = Clock.fixed(Samples.NOW, ZoneOffset.UTC);
    Claim claim = new ExportQueue(fixture.source, clock).claim().orElseThrow();
    claim.append(BYTES, BYTES.length);
    claim.finish(1, new Export.File("sales.csv", "812:4711"));
    var ready = answers.send(LIST).json().path("exports").path(0);
    assertThat(ready).isEqualTo(answers.send(read).json());
    assertThat(ready.path("state").asText()).isEqualTo("ready");
    assertThat(ready.path("rows").asInt()).isEqualTo(1);
    file = new Request("GET /exports/{link}", ready.at("/file/url").asText(), null, Map.of());
    EdgeClient.Answer fetched = answers.send(file);
    assertThat(fetched.status()).isEqualTo(200);
    assertThat(fetched.raw().body()).isEqualTo(BYTES);
    assertThat(fetched.header("Content-Length")).isEqualTo(Integer.toString(BYTES.length));
    assertThat(fetched.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"sales.csv\"");
  }

  @Test
  @Order(2)
  void somethingIsMissingOrWrong() {
    for (Request request : List.of(ASK, LIST, read, delete)) {
      assertThat(answers.send(request.without("Authorization")).status()).isEqualTo(401);
    }
    Request wrong = ASK.at(ASK.path().replace("csv", "doc"));
    assertThat(answers.send(wrong).code()).isEqualTo("validation_failed");
  }

  @Test
  @Order(3)
  void whatIsAskedForIsNotThere() {
    assertThat(answers.send(ASK.at(ASK.path().replace(Samples.SALE.value(), "nothing"))).code())
        .isEqualTo("sale_not_found");
    assertThat(answers.send(ASK.at(ASK.path().replace("daily-sales", "nothing"))).code())
        .isEqualTo("report_not_found");
    assertThat(answers.send(LIST.at("/v1/sales/Not_A_Sale/exports")).code())
        .isEqualTo("sale_not_found");
    for (Request request : List.of(read, delete)) {
      for (String id : List.of("nothing", "exp_00000000000000000000000000")) {
        assertThat(answers.send(request.at("/v1/exports/" + id)).code())
            .isEqualTo("export_not_found");
      }
    }
    String path = file.path();
    String forged = path.substring(0, path.length() - 1) + (path.endsWith("0") ? "1" : "0");
    assertThat(answers.send(file.at(forged)).code()).isEqualTo("export_not_found");
    var links = new ExportLinks(new ServerSecret(RunningEdge.SECRET));
    String export = read.path().substring("/v1/exports/".length());
    String past = links.of(new ExportLinks.Target(export, Samples.NOW));
    assertThat(answers.send(file.at("/exports/" + past)).code()).isEqualTo("export_link_expired");
  }

  @Test
  @Order(4)
  void aBackendDoesNotAnswer() {
    fixture.source.down = true;
    for (Request request : List.of(ASK, LIST, read, delete, file)) {
      assertThat(answers.send(request).status()).as(request.operation()).isEqualTo(503);
    }
  }

  @Test
  @Order(5)
  void weHaveABug() {
    fixture.source.broken = true;
    for (Request request : List.of(ASK, LIST, read, delete, file)) {
      assertThat(answers.send(request).status()).as(request.operation()).isEqualTo(500);
    }
  }

  @Test
  @Order(6)
  void whatIsDeletedIsGone() {
    assertThat(answers.send(delete).status()).isEqualTo(204);
    for (Request request : List.of(read, delete, file)) {
      assertThat(answers.send(request).code()).isEqualTo("export_not_found");
    }
  }

  @Test
  @Order(7)
  void nothingIsDeclaredThatIsNotGiven() {
    assertThat(answers.missing(ExportAnswersIT::isHere)).isEmpty();
  }
}
