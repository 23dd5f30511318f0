package id.kuota.engine.quota;

import static id.kuota.engine.Moment.at;

import java.util.List;
import java.util.OptionalLong;

/** One quota of the examples, and what is asked of it. Holds end at 10:15 unless said otherwise. */
public final class QuotaFixtures {

  public static final QuotaId QUOTA = QuotaId.shared("coldplay", "cat-1");
  public static final String TIA = "tia";

  private QuotaFixtures() {}

  public static QuotaRequest.OpenQuota open(long capacity) {
    return new QuotaRequest.OpenQuota(capacity, TIA);
  }

  public static HoldId owner(String name) {
    return new HoldId(name);
  }

  public static QuotaRequest.Hold hold(String owner, int quantity) {
    return hold(owner, 1, quantity, "10:15");
  }

  public static QuotaRequest.Hold hold(String owner, long attempt, int quantity, String until) {
    return new QuotaRequest.Hold(owner(owner), attempt, quantity, at(until), OptionalLong.empty());
  }

  /** A hold on a personal quota. */
  public static QuotaRequest.Hold limitedHold(String owner, int quantity, long limit) {
    return new QuotaRequest.Hold(owner(owner), 1, quantity, at("10:15"), OptionalLong.of(limit));
  }

  public static QuotaRequest.Settle settle(String owner) {
    return settle(owner, 1);
  }

  public static QuotaRequest.Settle settle(String owner, long attempt) {
    return new QuotaRequest.Settle(owner(owner), attempt);
  }

  public static QuotaRequest.Release release(String owner) {
    return new QuotaRequest.Release(owner(owner), OptionalLong.empty());
  }

  public static QuotaRequest.Release release(String owner, long attempt) {
    return new QuotaRequest.Release(owner(owner), OptionalLong.of(attempt));
  }

  public static QuotaRequest.ChangeCapacity resize(long capacity) {
    return new QuotaRequest.ChangeCapacity(capacity, "stage moved", TIA, false);
  }

  public static QuotaRequest.ChangeCapacity force(long capacity) {
    return new QuotaRequest.ChangeCapacity(capacity, "stage moved", TIA, true);
  }

  public static QuotaAnswer.Granted granted() {
    return new QuotaAnswer.Granted(at("10:15"));
  }

  public static QuotaAnswer.Ended ended() {
    return new QuotaAnswer.Ended();
  }

  public static QuotaAnswer.CapacityIs capacityIs(long capacity) {
    return new QuotaAnswer.CapacityIs(capacity);
  }

  public static QuotaAnswer.Refused refused(QuotaRefusal reason, long available) {
    return new QuotaAnswer.Refused(reason, available);
  }

  public static QuotaRequest releaseBefore(String owner, long attempt) {
    return new QuotaRequest.ReleaseBefore(owner(owner), attempt);
  }

  public static QuotaRequest giveBack(String owner, int total) {
    return new QuotaRequest.Return(owner(owner), total);
  }

  public static QuotaChange.CapacitySet opened(long capacity) {
    return new QuotaChange.CapacitySet(capacity, 0, "opened", TIA);
  }

  public static QuotaChange.UnitsHeld held(String owner, int quantity) {
    return new QuotaChange.UnitsHeld(owner(owner), 1, quantity, 0, at("10:15"));
  }

  public static QuotaChange.UnitsSold sold(String owner, int quantity) {
    return new QuotaChange.UnitsSold(owner(owner), quantity);
  }

  public static QuotaChange.UnitsReleased released(String owner, int quantity) {
    return new QuotaChange.UnitsReleased(owner(owner), quantity);
  }

  /** An open quota after these changes, all of 10:00. */
  public static QuotaState.Counting aQuotaOf(long capacity, QuotaChange... changes) {
    var opening = new QuotaEvent.BatchApplied(QUOTA, List.of(opened(capacity)), 0, at("10:00"));
    QuotaState state = Quota.evolve(new QuotaState.Unopened(), opening);
    if (changes.length > 0) {
      state =
          Quota.evolve(state, new QuotaEvent.BatchApplied(QUOTA, List.of(changes), 0, at("10:00")));
    }
    return (QuotaState.Counting) state;
  }
}
