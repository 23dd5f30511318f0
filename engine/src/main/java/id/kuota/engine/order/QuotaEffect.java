package id.kuota.engine.order;

import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.QuotaCall;
import id.kuota.engine.quota.QuotaRequest;
import java.util.List;
import java.util.OptionalLong;

/** What an order still owes its quotas. Safe to do again. */
public sealed interface QuotaEffect {

  /** Returns each quota, with the number of its units. */
  default List<QuotaShare> shares() {
    return List.of();
  }

  /** Returns the calls by which it is done, one for each quota. */
  default List<QuotaCall> calls(HoldId hold) {
    if (this instanceof Nothing) return List.of(); // As it is for most orders.
    return shares().stream()
        .map(share -> new QuotaCall(share.quota(), request(hold, share), tag()))
        .toList();
  }

  private QuotaRequest request(HoldId hold, QuotaShare share) {
    return switch (this) {
      case SettleHolds settle -> new QuotaRequest.Settle(hold, settle.attempt());
      case ReleaseHolds release when release.before().isPresent() ->
          new QuotaRequest.ReleaseBefore(hold, release.before().getAsLong());
      case ReleaseHolds release -> new QuotaRequest.Release(hold, OptionalLong.empty());
      case ReturnUnits back -> new QuotaRequest.Return(hold, share.quantity());
      case Nothing nothing -> throw new IllegalStateException("nothing is owed");
    };
  }

  /**
   * Tells the answers to one effect from those to an earlier one, and from those to attempts at
   * placing the order, whose tags are positive.
   */
  private long tag() {
    return switch (this) {
      case Nothing nothing -> 0;
      case SettleHolds settle -> -1;
      case ReleaseHolds release -> -2;
      case ReturnUnits back -> -3 - back.tickets();
    };
  }

  record Nothing() implements QuotaEffect {}

  /** Every hold of the attempt that was placed shall become sold. */
  record SettleHolds(List<QuotaShare> shares, long attempt) implements QuotaEffect {}

  /**
   * Every hold shall be given back.
   *
   * @param before only those of earlier attempts, since the order may take its units anew; empty
   *     when it has ended for good
   */
  record ReleaseHolds(List<QuotaShare> shares, OptionalLong before) implements QuotaEffect {}

  /**
   * Units of cancelled tickets shall be sold again.
   *
   * @param shares how many of each quota, in all
   * @param tickets of how many tickets
   */
  record ReturnUnits(List<QuotaShare> shares, int tickets) implements QuotaEffect {}
}
