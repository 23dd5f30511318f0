package id.kuota.http.proof;

import static id.kuota.http.testing.EdgeClient.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.http.testing.EdgeClient;
import id.kuota.persistence.database.EmbeddedDatabase;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A crowd waits for a few units while its only node dies: no place is lost, none moves back,
 * nothing is oversold, and all are told the end.
 */
final class WaitingRoomIT {

  private static final int UNITS = 20;
  private static final int CROWD = 60;
  private static final int LATE = 10;
  private static final String SALE = "crowded";
  private static final String PATH = "/v1/sales/" + SALE;
  private static final String ROOM = PATH + "/waiting-room";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void aCrowdGetsWhatThereIsInItsOrderThoughTheNodeDies() {
    try (var database = EmbeddedDatabase.temporary()) {
      var settings = ProofPorts.settings(database);
      var edge = new EdgeClient(settings.httpPort());
      ChildNode node = ChildNode.start(settings);
      try {
        open(edge);
        List<WaitingPerson> crowd = enter(edge, 0, CROWD);
        assertThat(crowd.getFirst().placeNow().path("number").isNull()).isTrue();
        assertThat(room(edge).path("state").asText()).isEqualTo("prequeue");
        assertThat(room(edge).at("/draw/seed").isNull()).isTrue();
        String hash = room(edge).at("/draw/seed_hash").asText();
        assertThat(crowd.getFirst().orderWithoutSession()).isEqualTo("session_required");

        await().atMost(PATIENCE).until(() -> room(edge).at("/draw/seed").isTextual());
        crowd.addAll(enter(edge, CROWD, LATE));
        await().atMost(PATIENCE).until(() -> crowd.stream().allMatch(WaitingPerson::knowsNumber));
        assertThat(crowd)
            .extracting(WaitingPerson::number)
            .containsExactlyInAnyOrderElementsOf(
                IntStream.rangeClosed(1, CROWD + LATE).mapToObj(number -> (long) number).toList());
        assertThat(crowd.subList(CROWD, CROWD + LATE))
            .extracting(WaitingPerson::number)
            .containsExactlyElementsOf(
                IntStream.rangeClosed(CROWD + 1, CROWD + LATE)
                    .mapToObj(number -> (long) number)
                    .toList());

        comeUntil(edge, crowd, 5);
        long admitted = room(edge).path("admitted_up_to").asLong();
        node.kill();
        node = ChildNode.start(settings);
        await().atMost(PATIENCE).until(() -> room(edge).at("/draw/seed").isTextual());
        assertThat(room(edge).path("admitted_up_to").asLong()).isGreaterThanOrEqualTo(admitted);
        assertThat(room(edge).at("/draw/seed_hash").asText()).isEqualTo(hash);
        for (WaitingPerson person : crowd) {
          long before = person.number();
          await().atMost(PATIENCE).until(() -> person.placeNow().path("number").isNumber());
          assertThat(person.placeNow().path("number").asLong()).isEqualTo(before);
        }

        comeUntil(edge, crowd, UNITS);
        await().atMost(PATIENCE).until(() -> room(edge).path("state").asText().equals("sold_out"));
        assertThat(crowd).filteredOn(WaitingPerson::hasBought).hasSize(UNITS);
        assertThat(crowd)
            .filteredOn(person -> !person.hasBought())
            .allMatch(person -> person.passCode().equals("sold_out"));
        JsonNode quota = edge.get("/v1/quotas/" + SALE + ".seat", operator()).json();
        assertThat(quota.path("sold").asInt()).isEqualTo(UNITS);
        assertThat(quota.path("available").asInt()).isZero();
      } finally {
        node.close();
      }
    }
  }

  /** Three of ten never come when they are let in. */
  private static void comeUntil(EdgeClient edge, List<WaitingPerson> crowd, int bought) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .until(
            () -> {
              long upTo = room(edge).path("admitted_up_to").asLong();
              crowd.stream()
                  .filter(person -> person.number() <= upTo && person.number() % 10 > 2)
                  .forEach(WaitingPerson::come);
              return crowd.stream().filter(WaitingPerson::hasBought).count() >= bought;
            });
  }

  private static List<WaitingPerson> enter(EdgeClient edge, int from, int count) {
    var people = new ArrayList<WaitingPerson>();
    for (int i = from; i < from + count; i++) people.add(WaitingPerson.enter(edge, SALE, i));
    return people;
  }

  private static JsonNode room(EdgeClient edge) {
    return edge.get(ROOM).json();
  }

  private static void open(EdgeClient edge) {
    Instant opensAt = Instant.now().plusSeconds(15).truncatedTo(ChronoUnit.SECONDS);
    String terms =
        """
        {"name":"Crowded","currency":"IDR","opens_at":"%s","closes_at":"2070-01-01T00:00:00Z",
         "quotas":[{"id":"seat","capacity":%d}],
         "offers":[{"id":"seat","name":"Seat","price":{"face":0}}],
         "waiting_room":{"opens_at":"2020-01-01T00:00:00Z","admitted_per_minute":240}}
        """
            .formatted(opensAt, UNITS);
    EdgeClient.Answer set = edge.put(PATH, terms, operator());
    assertThat(set.status()).as(set.text()).isEqualTo(201);
    assertThat(set.json().at("/waiting_room/admitted_per_minute").asInt()).isEqualTo(240);
    assertThat(edge.act(PATH + "/open", operator()).status()).isEqualTo(200);
  }
}
