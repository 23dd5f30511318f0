package id.kuota.engine.quota;

import static id.kuota.engine.quota.QuotaFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Moment;
import id.kuota.engine.Seeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The law of conservation, for random histories of batches: what is held is the sum of the open
 * holds, and capacity is available, held and sold together, whatever is asked.
 */
final class QuotaLawTest {

  private static final int BATCHES = 400;
  private static final int OWNERS = 12;

  static LongStream seeds() {
    return Seeds.upTo(60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void holdsAfterEveryBatch(long seed) {
    var random = new SplittableRandom(seed);
    var journal = new ArrayList<QuotaEvent>();
    QuotaState state = new QuotaState.Unopened();
    Instant now = Moment.at("10:00");
    boolean mayBeNegative = false;
    for (int i = 0; i < BATCHES; i++) {
      String where = Seeds.remark(seed) + ", batch " + i;
      now = now.plusMillis(random.nextInt(2_000));
      List<QuotaRequest> batch = randomBatch(random, now);
      Quota.Walk walk = Quota.walk(state, batch, OptionalLong.empty(), now);
      BatchDecision decision = walk.decision();
      var event = new QuotaEvent.BatchApplied(QUOTA, decision.changes(), 0, now);

      assertThat(decision.answers()).as(where).hasSameSizeAs(batch);
      assertThat(oneByOne(state, batch, now)).as(where).isEqualTo(decision);
      QuotaState next = Quota.evolve(state, event);
      assertThat(Picture.of(walk.next())).as(where).isEqualTo(Picture.of(next));
      mayBeNegative = cutsByWord(state, batch, decision) || (mayBeNegative && isNegative(next));
      assertLaw(where, next, mayBeNegative);
      assertEachIsSafeToRepeat(where, state, batch, now);
      assertOwnersCanTakeOverWhatTheyHold(where, next, now);
      if (!decision.changes().isEmpty()) {
        journal.add(event);
      } else {
        assertThat(Picture.of(next)).as(where).isEqualTo(Picture.of(state));
      }
      state = next;
    }
    QuotaState replayed = new QuotaState.Unopened();
    for (QuotaEvent event : journal) {
      replayed = Quota.evolve(replayed, event);
    }
    assertThat(Picture.of(replayed)).as(Seeds.remark(seed)).isEqualTo(Picture.of(state));
  }

  private static void assertLaw(String where, QuotaState state, boolean mayBeNegative) {
    if (!(state instanceof QuotaState.Counting quota)) return;
    var sum = new long[1];
    quota.holds().forEach(hold -> sum[0] += hold.quantity());
    assertThat(quota.held()).as(where).isEqualTo(sum[0]);
    assertThat(quota.available() + quota.held() + quota.sold())
        .as(where)
        .isEqualTo(quota.capacity());
    if (!mayBeNegative) {
      assertThat(quota.held() + quota.sold()).as(where).isLessThanOrEqualTo(quota.capacity());
    }
  }

  /** A batch is its requests, one after the other. */
  private static BatchDecision oneByOne(QuotaState state, List<QuotaRequest> batch, Instant now) {
    var answers = new ArrayList<QuotaAnswer>();
    var changes = new ArrayList<QuotaChange>();
    int refused = 0;
    QuotaState current = state;
    for (QuotaRequest request : batch) {
      BatchDecision one = Quota.decide(current, List.of(request), now);
      current = Quota.evolve(current, new QuotaEvent.BatchApplied(QUOTA, one.changes(), 0, now));
      answers.addAll(one.answers());
      changes.addAll(one.changes());
      refused += one.refused();
    }
    return new BatchDecision(answers, changes, refused);
  }

  /** What was accepted is accepted again, with the same answer, and changes nothing. */
  private static void assertEachIsSafeToRepeat(
      String where, QuotaState state, List<QuotaRequest> batch, Instant now) {
    QuotaState current = state;
    for (QuotaRequest request : batch) {
      BatchDecision first = Quota.decide(current, List.of(request), now);
      current = Quota.evolve(current, new QuotaEvent.BatchApplied(QUOTA, first.changes(), 0, now));
      assertThat(Quota.decide(current, List.of(request), now))
          .as("%s, %s again", where, request)
          .isEqualTo(new BatchDecision(first.answers(), List.of(), first.refused()));
    }
  }

  /**
   * A cart holds in the name of its order, whose attempt takes over: as long as the deadline has
   * not come an owner gets what it holds, or less, however little is left; and no other is touched.
   */
  private static void assertOwnersCanTakeOverWhatTheyHold(
      String where, QuotaState state, Instant now) {
    if (!(state instanceof QuotaState.Counting quota)) return;
    quota
        .holds()
        .forEach(
            held -> {
              if (!now.isBefore(held.until())) return;
              Instant until = now.plusSeconds(60);
              var over =
                  new QuotaRequest.Hold(
                      held.id(), held.attempt() + 1, held.quantity(), until, OptionalLong.empty());
              Quota.Walk walk = Quota.walk(state, List.of(over), OptionalLong.empty(), now);
              assertThat(walk.decision().answers())
                  .as("%s, %s", where, over)
                  .containsExactly(new QuotaAnswer.Granted(until));
              QuotaState.Counting after = (QuotaState.Counting) walk.next();
              assertThat(after.held()).as(where).isEqualTo(quota.held());
              assertThat(after.available()).as(where).isEqualTo(quota.available());
            });
  }

  /** Whether the quota may be overdrawn: by force, or by lower terms. */
  private static boolean cutsByWord(
      QuotaState state, List<QuotaRequest> batch, BatchDecision decision) {
    boolean forced =
        batch.stream()
            .anyMatch(
                request ->
                    request instanceof QuotaRequest.ChangeCapacity change && change.forced());
    boolean byTerms =
        batch.stream()
            .anyMatch(request -> request instanceof QuotaRequest.Hold h && h.limit().isPresent());
    return state instanceof QuotaState.Counting
        && !decision.changes().isEmpty()
        && (forced || byTerms);
  }

  private static boolean isNegative(QuotaState state) {
    return state instanceof QuotaState.Counting quota && quota.available() < 0;
  }

  private static List<QuotaRequest> randomBatch(SplittableRandom random, Instant now) {
    var batch = new ArrayList<QuotaRequest>();
    int size = random.nextInt(1, 12);
    for (int i = 0; i < size; i++) {
      batch.add(randomRequest(random, now));
    }
    return batch;
  }

  private static QuotaRequest randomRequest(SplittableRandom random, Instant now) {
    HoldId owner = owner("owner-" + random.nextInt(OWNERS));
    long attempt = random.nextInt(1, 4);
    int dice = random.nextInt(100);
    if (dice < 50) {
      Instant until = now.plusSeconds(random.nextInt(-1, 10));
      OptionalLong limit =
          random.nextInt(20) == 0 ? OptionalLong.of(random.nextInt(30)) : OptionalLong.empty();
      return new QuotaRequest.Hold(owner, attempt, random.nextInt(1, 9), until, limit);
    }
    if (dice < 65) return new QuotaRequest.Settle(owner, attempt);
    if (dice < 80) return new QuotaRequest.Release(owner, OptionalLong.of(attempt));
    if (dice < 83) return new QuotaRequest.ReleaseBefore(owner, attempt);
    if (dice < 87) return new QuotaRequest.Return(owner, random.nextInt(1, 6));
    if (dice < 90) return new QuotaRequest.Release(owner, OptionalLong.empty());
    if (dice < 93) return new QuotaRequest.OpenQuota(random.nextInt(60), TIA);
    return new QuotaRequest.ChangeCapacity(
        random.nextInt(400), "why not", TIA, random.nextInt(10) == 0);
  }

  /** A state that can be compared. */
  private record Picture(String kind, long capacity, String since, long sold, String holds) {
    static Picture of(QuotaState state) {
      if (!(state instanceof QuotaState.Counting quota))
        return new Picture("unopened", 0, "", 0, "");
      var holds = new TreeMap<String, String>();
      quota.holds().forEach(hold -> holds.put(hold.id().value(), hold.toString()));
      return new Picture(
          "counting",
          quota.capacity(),
          quota.capacitySince() + " " + quota.capacityReason(),
          quota.sold(),
          holds.toString());
    }
  }
}
