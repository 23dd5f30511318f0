package id.kuota.simulation.cluster;

import id.kuota.engine.Limits;
import id.kuota.engine.order.OrderMessage;
import id.kuota.engine.quota.QuotaEntity;
import id.kuota.simulation.world.Network;
import id.kuota.simulation.world.World;
import java.time.Duration;
import java.util.SplittableRandom;

/** The wakers of each machine. They ask the read model, which is late. */
final class Wakers {

  private static final long LAG_MICROS_MIN = 5_000;
  private static final long LAG_MICROS_MAX = 2_000_000;

  private static final long[] AFTER_LOSS_MICROS = {100_000, 500_000, 1_500_000};

  private final Cluster cluster;
  private final World world;
  private final SplittableRandom random;
  private final ReadModel readModel = new ReadModel();
  private long projectedAt;

  Wakers(Cluster cluster) {
    this.cluster = cluster;
    this.world = cluster.world;
    this.random = world.random("projection");
  }

  /** An event is committed; the read model learns of it later, and of each in its turn. */
  void project(EntityKey entity, Object event) {
    long lag = random.nextInt(10) == 0 ? LAG_MICROS_MAX : LAG_MICROS_MIN;
    projectedAt = Math.max(projectedAt, world.micros() + random.nextLong(lag));
    world.after(projectedAt - world.micros(), () -> readModel.apply(entity, event));
  }

  void begin(Machine machine) {
    every(Limits.WAKE_INTERVAL, machine, machine.life(), () -> wakeQuotas(machine));
    every(Limits.PENDING_ORDER_SCAN_INTERVAL, machine, machine.life(), () -> wakeOrders(machine));
  }

  /** A machine was lost, as {@code Retransmission} notices it. */
  void lost() {
    for (Machine machine : cluster.machines) {
      int life = machine.life();
      for (long pause : AFTER_LOSS_MICROS) {
        world.after(
            pause,
            () -> {
              if (machine.isUp() && machine.life() == life) wakeQuotas(machine);
            });
      }
    }
  }

  private void every(Duration interval, Machine machine, int life, Runnable round) {
    world.after(
        interval,
        () -> {
          if (!machine.isUp() || machine.life() != life) return;
          round.run();
          every(interval, machine, life, round);
        });
  }

  private void wakeQuotas(Machine machine) {
    if (!cluster.seams.wakes(EntityKey.Type.QUOTA)) return;
    for (var quota : readModel.dueAt(machine.clock())) {
      wake(machine, EntityKey.quota(quota.value()), new QuotaEntity.Wake());
    }
  }

  private void wakeOrders(Machine machine) {
    if (!cluster.seams.wakes(EntityKey.Type.ORDER)) return;
    for (String order : readModel.withErrands()) {
      wake(machine, EntityKey.order(order), new OrderMessage.Wake());
    }
  }

  private void wake(Machine machine, EntityKey entity, Object message) {
    cluster.speaking(
        machine.end("waker-" + machine),
        () -> cluster.shards.tell(entity, message, Network.Repeat.ANY_TIME));
  }
}
