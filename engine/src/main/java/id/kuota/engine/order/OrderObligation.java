package id.kuota.engine.order;

import java.util.List;

/** What an order still owes its quotas. Safe to do again. */
public sealed interface OrderObligation {

  record Nothing() implements OrderObligation {}

  /** Every hold of the attempt that was placed shall become sold. */
  record SettleHolds(List<QuotaShare> shares, long attempt) implements OrderObligation {}

  /** Every hold shall be given back. */
  record ReleaseHolds(List<QuotaShare> shares) implements OrderObligation {}
}
