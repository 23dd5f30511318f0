package id.kuota.engine.quota;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.quota.QuotaFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.GeneratedPage;
import id.kuota.engine.TransitionTable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every state of a quota answers every request. */
final class QuotaTransitionsTest {

  @Test
  void everyStateAnswersEveryRequest() throws IOException {
    TransitionTable<QuotaState, QuotaRequest> table =
        new TransitionTable<>(states(), requests(), QuotaTransitionsTest::answer);
    assertThat(table.missing(QuotaState.class, QuotaRequest.class)).isEmpty();
    GeneratedPage.check(
        "states/quota.md",
        table.page(
            "Quota",
            """
            What a quota answers to every request. Its state is a count: `capacity = available + held +
            sold`. In every example but the first the capacity is 4, and it is 10:01; Ani's hold of the
            last example ended at 10:00, so its owner is being asked."""));
  }

  private static TransitionTable.Answer answer(QuotaState state, QuotaRequest request) {
    BatchDecision decision = Quota.decide(state, List.of(request), at("10:01"));
    return switch (decision.answers().getFirst()) {
      case QuotaAnswer.Refused(var reason, var available) ->
          new TransitionTable.Answer.Refuses(reason.name());
      case QuotaAnswer answer when decision.changes().isEmpty() ->
          new TransitionTable.Answer.Stays();
      case QuotaAnswer answer ->
          new TransitionTable.Answer.Goes(
              Quota.evolve(
                      state, new QuotaEvent.BatchApplied(QUOTA, decision.changes(), 0, at("10:01")))
                  .getClass()
                  .getSimpleName());
    };
  }

  private static Map<String, QuotaState> states() {
    var states = new LinkedHashMap<String, QuotaState>();
    states.put("Unopened", new QuotaState.Unopened());
    states.put("4 free", aQuotaOf(4));
    states.put("2 held by Ani, 2 free", aQuotaOf(4, held("ani", 2)));
    states.put("2 held by Ani, 2 by Budi", aQuotaOf(4, held("ani", 2), held("budi", 2)));
    states.put("4 sold to Ani", aQuotaOf(4, held("ani", 4), sold("ani", 4)));
    states.put(
        "Ani's 2 past their deadline",
        aQuotaOf(4, new QuotaChange.UnitsHeld(owner("ani"), 1, 2, 0, at("10:00"))));
    return states;
  }

  private static Map<String, QuotaRequest> requests() {
    var requests = new LinkedHashMap<String, QuotaRequest>();
    requests.put("OpenQuota", open(4));
    requests.put("Hold, 2 for Ani", hold("ani", 2));
    requests.put("Hold, 3 for Ani", hold("ani", 3));
    requests.put("Hold, 2 for Ani, next attempt", hold("ani", 2, 2, "10:15"));
    requests.put("Hold, 2 for Ani, earlier attempt", hold("ani", 0, 2, "10:15"));
    requests.put("Hold, 2 for Citra", hold("citra", 2));
    requests.put("Hold, 5 for Citra", hold("citra", 5));
    requests.put("Hold, 1 for Citra, too late", hold("citra", 1, 1, "10:01"));
    requests.put("Hold, 1 with a limit of 4", limitedHold("citra", 1, 4));
    requests.put("Settle, Ani", settle("ani"));
    requests.put("Settle, later attempt of Ani", settle("ani", 2));
    requests.put("Release, Ani", release("ani"));
    requests.put("Release, another attempt of Ani", release("ani", 9));
    requests.put("ReleaseBefore, the next attempt of Ani", releaseBefore("ani", 2));
    requests.put("ReleaseBefore, this attempt of Ani", releaseBefore("ani", 1));
    requests.put("Return, 1 by Ani", giveBack("ani", 1));
    requests.put("ChangeCapacity, to 5", resize(5));
    requests.put("ChangeCapacity, to 1", resize(1));
    requests.put("ChangeCapacity, to 1, forced", force(1));
    return requests;
  }
}
