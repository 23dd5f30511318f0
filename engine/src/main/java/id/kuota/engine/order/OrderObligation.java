package id.kuota.engine.order;

import java.util.List;
import java.util.OptionalLong;

/** What an order still owes its quotas. Safe to do again. */
public sealed interface OrderObligation {

  record Nothing() implements OrderObligation {}

  /** Every hold of the attempt that was placed shall become sold. */
  record SettleHolds(List<QuotaShare> shares, long attempt) implements OrderObligation {}

  /**
   * Every hold shall be given back.
   *
   * @param before only those of earlier attempts, since the order may take its units anew; empty
   *     when it has ended for good
   */
  record ReleaseHolds(List<QuotaShare> shares, OptionalLong before) implements OrderObligation {}

  /**
   * Units of cancelled tickets shall be sold again.
   *
   * @param shares how many of each quota, in all
   * @param tickets of how many tickets
   */
  record ReturnUnits(List<QuotaShare> shares, int tickets) implements OrderObligation {}
}
