package id.kuota.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.kuota.http.edge.admission.Admission;
import id.kuota.http.edge.cluster.ClusterJson;
import id.kuota.http.edge.export.ReportFiles;
import id.kuota.http.edge.gate.Attendance;
import id.kuota.http.edge.gate.ScanTally;
import id.kuota.http.edge.identity.KeyNumbers;
import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.OperatorKey;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.identity.SigningKeys;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.report.BlockingReads;
import id.kuota.http.edge.server.EdgePolicy;
import id.kuota.http.edge.server.HttpEdge;
import id.kuota.http.edge.token.TokenMemory;
import id.kuota.http.edge.waitingroom.WaitingRoom;
import id.kuota.http.node.EdgeRoutes;
import id.kuota.http.payment.ConfiguredGateways;
import id.kuota.http.payment.GatewayCalls;
import id.kuota.http.payment.SimulatorSettings;
import id.kuota.http.payment.simulator.FakeGateway;
import id.kuota.http.telemetry.SlowRequests;
import id.kuota.http.testing.Contract;
import id.kuota.http.testing.LiveViewsOf;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.StubEngine;
import id.kuota.persistence.readmodel.DevicePresences;
import id.kuota.persistence.readmodel.GateRefusals;
import id.kuota.persistence.report.ReportReader;
import id.kuota.persistence.token.OperatorTokens;
import id.kuota.persistence.waitingroom.WaitingRoomTables;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The document says what the code does: the same addresses, the same problems, valid examples. */
final class OpenApiTest {

  /** It is not asked here. */
  private static final DataSource NO_DATABASE = new PGSimpleDataSource();

  @Test
  void theDocumentIsValid() {
    var options = new ParseOptions();
    options.setResolve(true);
    var result = new OpenAPIV3Parser().readLocation("/web/openapi.yaml", null, options);

    assertThat(result.getMessages()).isEmpty();
    assertThat(result.getOpenAPI().getOpenapi()).startsWith("3.1");
  }

  @Test
  void codeAndDocumentHaveTheSameOperations() {
    var secret = new ServerSecret(RunningEdge.SECRET);
    var keys = new SigningKeys(secret, KeyNumbers.FIRST);
    Clock clock = Clock.systemUTC();
    var admission = new Admission(Runnable::run);
    var all =
        new EdgeRoutes(
            new StubEngine().engine(),
            secret,
            new OperatorDoor(new OperatorKey(RunningEdge.OPERATOR_KEY)),
            EdgePolicy.DEFAULT,
            admission,
            clock);
    try (var reads = new BlockingReads();
        var rooms = new WaitingRoom(WaitingRoomTables.of(NO_DATABASE), clock);
        var fake =
            new FakeGateway(
                SimulatorSettings.of("http://127.0.0.1:1", RunningEdge.SECRET), clock)) {
      ActorTestKit kit = ActorTestKit.create("routes");
      var groups = new ArrayList<>(all.selling());
      groups.addAll(all.payments(new GatewayCalls(kit.system(), ConfiguredGateways.none())));
      groups.add(fake.page());
      groups.addAll(all.reports(NO_DATABASE, reads));
      groups.addAll(all.statements(NO_DATABASE, reads));
      groups.addAll(all.waitingRooms(rooms));
      groups.addAll(all.files(new ReportFiles(kit.system(), new ReportReader(NO_DATABASE, clock))));
      groups.addAll(all.exports(NO_DATABASE, reads));
      Supplier<CompletionStage<ClusterJson>> picture =
          () -> CompletableFuture.failedStage(new TimeoutException());
      groups.addAll(all.preparation(picture, NO_DATABASE, reads, Duration.ofSeconds(2)));
      groups.addAll(all.cluster(picture));
      groups.addAll(
          all.live(
              LiveViewsOf.database(
                  kit.system(), NO_DATABASE, picture, new StubEngine().engine(), clock)));
      groups.addAll(all.slow(new SlowRequests(Duration.ofSeconds(1))));
      var tokens = new OperatorTokens(NO_DATABASE);
      groups.addAll(all.tokens(tokens, new TokenMemory(tokens, clock), reads));
      groups.addAll(all.tickets(keys));
      groups.addAll(
          all.gates(
              keys,
              NO_DATABASE,
              reads,
              new Attendance(new DevicePresences(NO_DATABASE), clock),
              new ScanTally(new GateRefusals(NO_DATABASE))));
      HttpEdge edge = HttpEdge.create(kit.system(), admission, EdgePolicy.DEFAULT, groups);
      kit.shutdownTestKit();
      Set<String> routes =
          edge.routes().stream()
              .map(route -> route.method() + " " + route.path())
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(Contract.operations()).containsExactlyElementsOf(routes);
    }
  }

  @Test
  void codeAndDocumentHaveTheSameProblems() {
    List<String> documented = texts(Contract.document().at("/components/schemas/ProblemCode/enum"));

    assertThat(documented)
        .containsExactlyElementsOf(
            Arrays.stream(ProblemCode.values()).map(ProblemCode::code).toList());
  }

  @Test
  void everyDeclaredProblemExistsAndHasItsStatus() {
    for (JsonNode path : Contract.document().path("paths")) {
      for (JsonNode operation : path) {
        for (var response : operation.path("responses").properties()) {
          for (String code : texts(response.getValue().path("x-problem-codes"))) {
            assertThat(ProblemCode.of(code)).as(code).isPresent();
            assertThat(ProblemCode.of(code).orElseThrow().status())
                .as("%s in %s", code, operation.path("operationId").asText())
                .isEqualTo(Integer.parseInt(response.getKey()));
          }
        }
      }
    }
  }

  @Test
  void everyExampleOfABodyIsValid() {
    int examples = 0;
    for (JsonNode path : Contract.document().path("paths")) {
      for (JsonNode operation : path) {
        JsonNode content = operation.at("/requestBody/content/application~1json");
        String reference = content.at("/schema/$ref").asText();
        String schema = reference.substring(reference.lastIndexOf('/') + 1);
        for (JsonNode example : content.path("examples")) {
          assertThat(Contract.faults(schema, example.path("value"))).isEmpty();
          examples++;
        }
        if (content.has("example")) {
          assertThat(Contract.faults(schema, content.path("example"))).isEmpty();
          examples++;
        }
      }
    }
    assertThat(examples).isGreaterThan(4);
  }

  @Test
  void aBodyThatDoesNotFitIsNoticed() {
    JsonNode problem =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "/problems/sold_out")
            .put("title", "Sold out")
            .put("status", 409)
            .put("detail", "Sold out.")
            .put("code", "sold_out");
    assertThat(Contract.faults("Problem", problem)).isEmpty();
    assertThat(Contract.faults("Problem", problem.<ObjectNode>deepCopy().put("code", "no_such")))
        .hasSize(1);
    assertThat(Contract.faults("Problem", problem.<ObjectNode>deepCopy().put("stack", "trace")))
        .hasSize(1);
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }
}
