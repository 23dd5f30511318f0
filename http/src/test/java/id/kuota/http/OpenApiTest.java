package id.kuota.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.kuota.http.admission.Admission;
import id.kuota.http.gate.Attendance;
import id.kuota.http.gate.DeviceAdminRoutes;
import id.kuota.http.gate.DeviceRoutes;
import id.kuota.http.gate.EntryListRoutes;
import id.kuota.http.gate.GateGuard;
import id.kuota.http.gate.GateListRoutes;
import id.kuota.http.gate.GateReportRoutes;
import id.kuota.http.gate.GateRoutes;
import id.kuota.http.gate.RefusalTally;
import id.kuota.http.gate.TicketSearch;
import id.kuota.http.identity.KeyNumbers;
import id.kuota.http.identity.OperatorKey;
import id.kuota.http.identity.OrderIds;
import id.kuota.http.identity.ServerSecret;
import id.kuota.http.identity.SigningKeys;
import id.kuota.http.payment.GatewayCalls;
import id.kuota.http.payment.PaymentGateways;
import id.kuota.http.payment.PaymentRoutes;
import id.kuota.http.payment.fake.FakeGateway;
import id.kuota.http.payment.fake.FakeGatewaySettings;
import id.kuota.http.problem.ProblemCode;
import id.kuota.http.refund.RefundRoutes;
import id.kuota.http.report.Reading;
import id.kuota.http.report.ReportRoutes;
import id.kuota.http.testing.Contract;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.StubEngine;
import id.kuota.http.ticket.KeyRoutes;
import id.kuota.http.ticket.TicketChangeRoutes;
import id.kuota.http.ticket.TicketReader;
import id.kuota.http.ticket.TicketRoutes;
import id.kuota.persistence.readmodel.DevicePresences;
import id.kuota.persistence.readmodel.GateConflicts;
import id.kuota.persistence.readmodel.GateDevices;
import id.kuota.persistence.readmodel.GateRefusals;
import id.kuota.persistence.readmodel.GateReports;
import id.kuota.persistence.readmodel.HumanCodes;
import id.kuota.persistence.readmodel.Refunds;
import id.kuota.persistence.readmodel.SaleListings;
import id.kuota.persistence.readmodel.SaleReports;
import id.kuota.persistence.readmodel.VoidCodes;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The document says what the code does: the same addresses, the same problems, valid examples. */
final class OpenApiTest {

  /** Nobody asks it here. */
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
    var engine = new StubEngine();
    var secret = new ServerSecret(RunningEdge.SECRET);
    var ids = new OrderIds(secret);
    var keys = new SigningKeys(secret, KeyNumbers.FIRST);
    var operator = new OperatorKey(RunningEdge.OPERATOR_KEY);
    var attendance = new Attendance(new DevicePresences(NO_DATABASE), Clock.systemUTC());
    var guard = new GateGuard(engine.engine(), secret, operator, attendance);
    try (var reading = new Reading();
        var fake =
            new FakeGateway(
                FakeGatewaySettings.of("http://127.0.0.1:1", RunningEdge.SECRET),
                Clock.systemUTC());
        RunningEdge edge =
            RunningEdge.startWith(
                engine.engine(),
                system ->
                    List.of(
                        new ReportRoutes(
                            new SaleReports(NO_DATABASE, Clock.systemUTC()),
                            new SaleListings(NO_DATABASE),
                            reading,
                            operator),
                        new TicketRoutes(engine.engine(), secret, keys),
                        new TicketChangeRoutes(engine.engine(), secret, keys, operator),
                        new KeyRoutes(keys),
                        scans(engine, new TicketReader(secret, keys), guard, reading),
                        new GateReportRoutes(
                            engine.engine(),
                            new VoidCodes(NO_DATABASE),
                            new GateReports(NO_DATABASE, Clock.systemUTC()),
                            new GateRefusals(NO_DATABASE),
                            reading,
                            guard),
                        new GateListRoutes(
                            new GateConflicts(NO_DATABASE),
                            new GateDevices(NO_DATABASE),
                            reading,
                            guard,
                            operator,
                            Clock.systemUTC()),
                        new EntryListRoutes(engine.engine(), guard, operator),
                        new DeviceAdminRoutes(engine.engine(), secret, operator),
                        new RefundRoutes(
                            engine.engine(),
                            secret,
                            new Refunds(NO_DATABASE, Clock.systemUTC()),
                            reading,
                            operator),
                        new DeviceRoutes(engine.engine(), secret, guard, attendance),
                        new PaymentRoutes(
                            engine.engine(), ids, new GatewayCalls(system, PaymentGateways.none())),
                        fake.page()))) {
      Set<String> routes =
          edge.edge().routes().stream()
              .map(route -> route.method() + " " + route.path())
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(Contract.operations()).containsExactlyElementsOf(routes);
    }
  }

  private static GateRoutes scans(
      StubEngine engine, TicketReader reader, GateGuard guard, Reading reading) {
    return new GateRoutes(
        engine.engine(),
        reader,
        new TicketSearch(reader, new HumanCodes(NO_DATABASE), reading),
        new RefusalTally(new GateRefusals(NO_DATABASE)),
        guard,
        new Admission(Runnable::run),
        Clock.systemUTC());
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
