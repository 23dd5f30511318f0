package id.kuota.engine.quota;

import static id.kuota.engine.Moment.at;

import id.kuota.engine.quota.QuotaAnswer.CapacityIs;
import id.kuota.engine.quota.QuotaAnswer.Ended;
import id.kuota.engine.quota.QuotaAnswer.Granted;
import id.kuota.engine.quota.QuotaAnswer.Refused;
import id.kuota.engine.quota.QuotaChange.CapacitySet;
import id.kuota.engine.quota.QuotaChange.UnitsHeld;
import id.kuota.engine.quota.QuotaChange.UnitsReleased;
import id.kuota.engine.quota.QuotaChange.UnitsSold;
import id.kuota.engine.quota.QuotaEvent.BatchApplied;
import id.kuota.engine.quota.QuotaRequest.ChangeCapacity;
import id.kuota.engine.quota.QuotaRequest.Hold;
import id.kuota.engine.quota.QuotaRequest.OpenQuota;
import id.kuota.engine.quota.QuotaRequest.Release;
import id.kuota.engine.quota.QuotaRequest.Settle;
import id.kuota.engine.quota.QuotaState.Counting;
import id.kuota.engine.quota.QuotaState.Unopened;
import java.util.List;
import java.util.OptionalLong;

/** One quota of the examples, and what is asked of it. Holds end at 10:15 unless said otherwise. */
public final class QuotaFixtures {

  public static final QuotaId QUOTA = QuotaId.shared("coldplay", "cat-1");
  public static final String TIA = "tia";

  private QuotaFixtures() {}

  public static OpenQuota open(long capacity) {
    return new OpenQuota(capacity, TIA);
  }

  public static HoldId owner(String name) {
    return new HoldId(name);
  }

  public static Hold hold(String owner, int quantity) {
    return hold(owner, 1, quantity, "10:15");
  }

  public static Hold hold(String owner, long attempt, int quantity, String until) {
    return new Hold(owner(owner), attempt, quantity, at(until), OptionalLong.empty());
  }

  /** A hold on a personal quota. */
  public static Hold limitedHold(String owner, int quantity, long limit) {
    return new Hold(owner(owner), 1, quantity, at("10:15"), OptionalLong.of(limit));
  }

  public static Settle settle(String owner) {
    return settle(owner, 1);
  }

  public static Settle settle(String owner, long attempt) {
    return new Settle(owner(owner), attempt);
  }

  public static Release release(String owner) {
    return new Release(owner(owner), OptionalLong.empty());
  }

  public static Release release(String owner, long attempt) {
    return new Release(owner(owner), OptionalLong.of(attempt));
  }

  public static ChangeCapacity resize(long capacity) {
    return new ChangeCapacity(capacity, "stage moved", TIA, false);
  }

  public static ChangeCapacity force(long capacity) {
    return new ChangeCapacity(capacity, "stage moved", TIA, true);
  }

  public static Granted granted() {
    return new Granted(at("10:15"));
  }

  public static Ended ended() {
    return new Ended();
  }

  public static CapacityIs capacityIs(long capacity) {
    return new CapacityIs(capacity);
  }

  public static Refused refused(QuotaRefusal reason, long available) {
    return new Refused(reason, available);
  }

  public static QuotaRequest releaseBefore(String owner, long attempt) {
    return new QuotaRequest.ReleaseBefore(owner(owner), attempt);
  }

  public static QuotaRequest giveBack(String owner, int total) {
    return new QuotaRequest.Return(owner(owner), total);
  }

  public static CapacitySet opened(long capacity) {
    return new CapacitySet(capacity, 0, "opened", TIA);
  }

  public static UnitsHeld held(String owner, int quantity) {
    return new UnitsHeld(owner(owner), 1, quantity, 0, at("10:15"));
  }

  public static UnitsSold sold(String owner, int quantity) {
    return new UnitsSold(owner(owner), quantity);
  }

  public static UnitsReleased released(String owner, int quantity) {
    return new UnitsReleased(owner(owner), quantity);
  }

  /** An open quota after these changes, all of 10:00. */
  public static Counting aQuotaOf(long capacity, QuotaChange... changes) {
    var opening = new BatchApplied(QUOTA, List.of(opened(capacity)), 0, at("10:00"));
    QuotaState state = Quota.evolve(new Unopened(), opening);
    if (changes.length > 0) {
      state = Quota.evolve(state, new BatchApplied(QUOTA, List.of(changes), 0, at("10:00")));
    }
    return (Counting) state;
  }
}
