package id.kuota.bench.micro;

import id.kuota.bench.measure.Numbers;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderLine;
import id.kuota.engine.pricing.Price;
import id.kuota.engine.quota.HoldId;
import id.kuota.engine.quota.Quota;
import id.kuota.engine.quota.QuotaChange;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.quota.QuotaState;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** What the benchmarks work on. */
final class Samples {

  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private static final Numbers ORDERS = new Numbers();
  private static final Instant DEADLINE = NOW.plus(Duration.ofMinutes(15));
  private static final QuotaId QUOTA = QuotaId.shared("bench", "cat1");
  private static final long CAPACITY = 1_000_000_000;
  private static final long FACE = 5_000_000;

  private Samples() {}

  /** Returns a quota with so many open holds, of the first orders. */
  static QuotaState quota(int open) {
    var opened =
        new QuotaEvent.BatchApplied(
            QUOTA, List.of(new QuotaChange.CapacitySet(CAPACITY, 0, "opened", "bench")), 0, NOW);
    return Quota.evolve(Quota.evolve(new QuotaState.Unopened(), opened), batch(0, open));
  }

  /** Holds of so many orders after the first ones. */
  static QuotaEvent.BatchApplied batch(int after, int count) {
    List<QuotaChange> changes =
        numbers(after, count)
            .<QuotaChange>mapToObj(
                number ->
                    new QuotaChange.UnitsHeld(hold(number), NOW.toEpochMilli(), 1, 0, DEADLINE))
            .toList();
    return new QuotaEvent.BatchApplied(QUOTA, changes, 0, NOW);
  }

  /** Returns the requests for these holds. */
  static List<QuotaRequest> requests(int after, int count) {
    return numbers(after, count)
        .<QuotaRequest>mapToObj(
            number ->
                new QuotaRequest.Hold(
                    hold(number), NOW.toEpochMilli(), 1, DEADLINE, OptionalLong.empty()))
        .toList();
  }

  static OrderEvent.OrderPlaced placed(int number) {
    var line =
        new OrderLine(
            new OfferId("cat1"), "CAT 1", new Price(FACE, List.of()).times(1), List.of(QUOTA));
    var content =
        new OrderContent(
            new SaleId("bench"),
            1,
            "IDR",
            new BuyerKey("0123456789abcdef0123456789abcdef"),
            List.of(line),
            Duration.ofMinutes(15),
            0,
            "0123456789abcdef0123456789abcdef");
    return new OrderEvent.OrderPlaced(new OrderId(ORDERS.orderId(number)), content, DEADLINE, NOW);
  }

  private static HoldId hold(int number) {
    return new HoldId(ORDERS.orderId(number));
  }

  private static IntStream numbers(int after, int count) {
    return IntStream.rangeClosed(after + 1, after + count);
  }
}
