package id.kuota.engine.order;

import id.kuota.engine.Limits;
import id.kuota.engine.order.OrderCommand.RecordDutyDone;
import id.kuota.engine.order.OrderCommand.RecordUnitsReturned;
import id.kuota.engine.order.OrderObligation.Nothing;
import id.kuota.engine.order.OrderObligation.ReleaseHolds;
import id.kuota.engine.order.OrderObligation.ReturnUnits;
import id.kuota.engine.order.OrderObligation.SettleHolds;
import id.kuota.engine.order.SimulatedOrder.Quotas;
import id.kuota.engine.quota.QuotaAnswer.Ended;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.quota.QuotaRequest.Release;
import id.kuota.engine.quota.QuotaRequest.ReleaseBefore;
import id.kuota.engine.quota.QuotaRequest.Return;
import id.kuota.engine.quota.QuotaRequest.Settle;
import id.kuota.engine.simulation.World;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a simulated order owes its quotas, repeated until each of them has acknowledged it. */
final class SimulatedDuty {

  private final OrderId id;
  private final World world;
  private final Quotas quotas;
  private final Consumer<OrderCommand> record;
  private final Set<QuotaId> owed = new LinkedHashSet<>();
  private long duties;

  SimulatedDuty(OrderId id, World world, Quotas quotas, Consumer<OrderCommand> record) {
    this.id = id;
    this.world = world;
    this.quotas = quotas;
    this.record = record;
  }

  /** The order has crashed. */
  void forget() {
    owed.clear();
    duties++;
  }

  void takeUp(OrderState state, int life) {
    if (!owed.isEmpty()) return;
    var done = new RecordDutyDone();
    switch (Order.obligation(state)) {
      case Nothing nothing -> {}
      case SettleHolds settle ->
          owe(life, settle.shares(), share -> new Settle(id.hold(), settle.attempt()), done);
      case ReleaseHolds release ->
          owe(life, release.shares(), share -> release(release.before()), done);
      case ReturnUnits(var shares, var tickets) -> {
        var returned = new RecordUnitsReturned(tickets);
        owe(life, shares, share -> new Return(id.hold(), share.quantity()), returned);
      }
    }
  }

  private QuotaRequest release(OptionalLong before) {
    return before.isPresent()
        ? new ReleaseBefore(id.hold(), before.getAsLong())
        : new Release(id.hold(), OptionalLong.empty());
  }

  private void owe(
      int life,
      List<QuotaShare> shares,
      Function<QuotaShare, QuotaRequest> request,
      OrderCommand end) {
    shares.forEach(share -> owed.add(share.quota()));
    repeat(life, ++duties, shares, request, end);
  }

  private void repeat(
      int life,
      long duty,
      List<QuotaShare> shares,
      Function<QuotaShare, QuotaRequest> request,
      OrderCommand end) {
    if (duty != duties || owed.isEmpty()) return;
    for (QuotaShare share : shares) {
      if (!owed.contains(share.quota())) continue;
      quotas.ask(
          life,
          share.quota(),
          request.apply(share),
          answer -> {
            boolean isOurs = duty == duties && answer instanceof Ended;
            if (isOurs && owed.remove(share.quota()) && owed.isEmpty()) record.accept(end);
          });
    }
    world.after(Limits.DUTY_RETRY_MIN, () -> repeat(life, duty, shares, request, end));
  }
}
