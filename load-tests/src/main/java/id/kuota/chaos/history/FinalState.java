package id.kuota.chaos.history;

import java.util.List;

/**
 * What is there after the last fault is healed and every client has its answers.
 *
 * @param holdMillis how long an order holds its units
 * @param endedAt nanoseconds since the run began
 */
public record FinalState(
    long holdMillis, long endedAt, List<FinalQuota> quotas, List<FinalOrder> orders) {

  public FinalState {
    quotas = List.copyOf(quotas);
    orders = List.copyOf(orders);
  }

  /**
   * A quota as the read API has it.
   *
   * @param promised its capacity by the terms of the sale
   */
  public record FinalQuota(
      String quota, long promised, long capacity, long available, long held, long sold) {}

  /**
   * An order.
   *
   * @param position in the journal; 0 if the journal does not have it
   * @param status by the read API; empty if it denies the order
   */
  public record FinalOrder(String order, long position, String status) {}
}
