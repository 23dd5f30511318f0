package id.kuota.http.proof;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.http.node.Node;
import id.kuota.http.node.NodeSettings;
import id.kuota.http.node.StartSteps;
import id.kuota.http.testing.EdgeClient;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A thousand copies of one request at the same moment are one order, also after a restart. */
class IdempotencyIT {

  private static final ProofSale SALE =
      new ProofSale(
          "once", Duration.ofMinutes(5), 4, Map.of("seat", 100L), Map.of("seat", List.of("seat")));

  private static final String BODY = SALE.order("ani@example.com", "seat", 2);

  @Test
  void copiesOfOneRequestAreOneOrder() {
    int copies = ProofSettings.DUPLICATES.value();
    try (var database = EmbeddedDatabase.temporary()) {
      NodeSettings settings = ProofPorts.withoutLimits(ProofPorts.settings(database));
      EdgeClient.Answer first;
      try (var node = Node.start(settings, StartSteps.SILENT)) {
        var edge = new EdgeClient(node.settings().httpPort());
        SALE.open(edge);

        List<EdgeClient.Answer> answers = sendTogether(edge, copies);

        List<EdgeClient.Answer> created = answers.stream().filter(a -> a.status() == 201).toList();
        List<EdgeClient.Answer> originals = created.stream().filter(a -> !isReplay(a)).toList();
        assertThat(originals).as("the answer that is no replay").hasSize(1);
        first = originals.get(0);
        assertThat(created).allSatisfy(answer -> assertIsCopy(answer, originals.get(0)));
        assertThat(answers)
            .filteredOn(answer -> answer.status() != 201)
            .allSatisfy(
                answer -> {
                  assertThat(answer.code()).isEqualTo("idempotency_in_progress");
                  assertThat(answer.status()).isEqualTo(409);
                  assertThat(answer.header("Retry-After")).isNotEmpty();
                });
        assertOneOrder(edge);
      }
      try (var node = Node.start(settings, StartSteps.SILENT)) {
        var edge = new EdgeClient(node.settings().httpPort());
        assertThat(sendTogether(edge, copies / 5))
            .allSatisfy(answer -> assertIsCopy(answer, first))
            .allMatch(IdempotencyIT::isReplay);
        assertOneOrder(edge);
      }
    }
  }

  private static List<EdgeClient.Answer> sendTogether(EdgeClient edge, int copies) {
    try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      Stream<CompletableFuture<EdgeClient.Answer>> sent =
          IntStream.range(0, copies)
              .mapToObj(
                  copy ->
                      CompletableFuture.supplyAsync(
                          () ->
                              edge.post(
                                  "/v1/orders",
                                  BODY,
                                  "Idempotency-Key",
                                  "\"once-0123456789abcde\""),
                          crowd));
      return sent.toList().stream().map(CompletableFuture::join).toList();
    }
  }

  private static void assertIsCopy(EdgeClient.Answer answer, EdgeClient.Answer first) {
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text()).isEqualTo(first.text());
    assertThat(answer.header("Location")).isEqualTo(first.header("Location"));
    assertThat(answer.header("Content-Type")).isEqualTo(first.header("Content-Type"));
  }

  private static boolean isReplay(EdgeClient.Answer answer) {
    return answer.header("Idempotent-Replayed").equals("true");
  }

  private static void assertOneOrder(EdgeClient edge) {
    var seat = edge.get("/v1/quotas/once.seat", EdgeClient.operator()).json();
    assertThat(seat.path("held").asLong()).isEqualTo(2);
    assertThat(seat.path("open_holds").asLong()).isEqualTo(1);
    assertThat(seat.path("available").asLong()).isEqualTo(98);
  }
}
