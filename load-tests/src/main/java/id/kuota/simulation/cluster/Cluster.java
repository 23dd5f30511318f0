package id.kuota.simulation.cluster;

import id.kuota.engine.Limits;
import id.kuota.engine.cart.CartEntity;
import id.kuota.engine.order.OrderMessage;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.sale.SaleEntity;
import id.kuota.engine.ticket.TicketEntity;
import id.kuota.simulation.plan.Fault;
import id.kuota.simulation.plan.Plan;
import id.kuota.simulation.world.Network;
import id.kuota.simulation.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** The machines of a run, what is on them, and what befalls them. */
public final class Cluster {

  static final long HOP_MICROS = 20;

  /** So that two clocks differ by less than the margin of a quota. */
  private static final long SKEW_MILLIS = Limits.EXPIRY_MARGIN.toMillis() / 3;

  private static final Network.End OUTSIDE = new Network.End("outside", "outside");

  final World world;
  final Network network;
  final Seams seams;
  final Observer observer;
  final Epochs epochs = new Epochs();
  final Journal journal;
  final Shards shards;
  final List<Machine> machines = new ArrayList<>();
  private final Map<Machine, Batcher> batchers = new HashMap<>();
  private final Entities entities;
  private final Wakers wakers;
  private final SplittableRandom random;
  private boolean isCalm;

  /** The sender of the messages that are sent at the moment. */
  Network.End speaker = OUTSIDE;

  /** Creates a cluster whose machines run, and whose journal is empty. */
  public Cluster(
      World world,
      Network network,
      Plan plan,
      PaymentGateways gateways,
      Seams seams,
      Observer observer) {
    this.world = world;
    this.network = network;
    this.seams = seams;
    this.observer = observer;
    this.random = world.random("cluster");
    this.wakers = new Wakers(this);
    this.journal =
        new Journal(
            world,
            plan.troubles(),
            seams,
            epochs::isGone,
            (entity, event) -> {
              observer.committed(entity, event);
              wakers.project(entity, event);
            });
    journal.onCrash(this::crash);
    journal.onCrashInCalm(this::lose);
    this.entities = new Entities(this, gateways);
    for (int i = 1; i <= plan.machines(); i++) {
      var machine = new Machine("node-" + i, world);
      machines.add(machine);
      begin(machine);
    }
    this.shards = new Shards(this);
    journal.onMove(shards::rebalance);
  }

  public Journal journal() {
    return journal;
  }

  /** Returns whether the faults of the plan are over. */
  public boolean isCalm() {
    return isCalm;
  }

  /** From now on nothing is lost and nothing fails. */
  public void clearUp() {
    isCalm = true;
    network.clearUp();
    journal.clearUp();
  }

  /** A fault of the plan begins; it ends after its time. */
  public void suffer(Fault fault) {
    world.story().note(world.micros(), "world", fault::toString);
    switch (fault) {
      case Fault.Crash(var machine, var at, var time) -> crash(machines.get(machine), time);
      case Fault.CrashAtWrite point -> journal.crashAt(point);
      case Fault.CrashInCalm point -> journal.crashInCalmAt(point);
      case Fault.RebalanceAtWrite point -> journal.moveAt(point);
      case Fault.Pause(var machine, var at, var time) -> machines.get(machine).pause(time);
      case Fault.ClockStep(var machine, var at, var permille) ->
          machines.get(machine).setSkew(skew(permille));
      case Fault.Rebalance(var share, var at) -> shards.rebalance(share);
      case Fault.SecondWriter(var pick, var at, var time) ->
          shards.startSecond(pick).ifPresent(first -> world.after(time, first::end));
      case Fault.Partition(var one, var other, var at, var time) -> {
        String here = machines.get(one).name;
        String there = machines.get(other).name;
        network.cut(here, there);
        world.after(time, () -> network.mend(here, there));
      }
      case Fault.JournalOutage(var at, var time) -> {
        journal.setAway(true);
        world.after(time, () -> journal.setAway(false));
      }
      case Fault.SlowJournal(var at, var time, var slowest) -> {
        journal.setSlowest(slowest);
        world.after(time, () -> journal.setSlowest(Duration.ZERO));
      }
      case Fault.GatewayOutage away -> {} // The gateway is not of the cluster.
    }
  }

  /**
   * A client asks an entity through the edge of a machine.
   *
   * @param at chooses the machine
   * @param heard runs when the answer reaches the client, once for each time that it does
   */
  public <R> void ask(
      Network.End client,
      int at,
      EntityKey entity,
      Function<ActorRef<R>, ?> question,
      Consumer<R> heard) {
    Machine machine = machines.get(Math.floorMod(at, machines.size()));
    Network.End edge = machine.end("edge-" + machine);
    int life = machine.life();
    network.send(
        client,
        edge,
        Network.Repeat.ANY_TIME,
        () -> Words.of(question.apply(new Address<>(nothing -> {}))),
        () -> {
          if (!machine.isUp() || machine.life() != life) return;
          this.<R>ask(machine, edge, entity, question)
              .thenAccept(
                  answer ->
                      network.send(
                          edge,
                          client,
                          Network.Repeat.ANY_TIME,
                          () -> Words.of(answer),
                          () -> heard.accept(answer)));
        });
  }

  /** A client asks a quota through the edge of a machine, in a batch with others. */
  public void askQuota(
      Network.End client,
      int at,
      QuotaId quota,
      QuotaRequest request,
      Consumer<QuotaAnswer> heard) {
    Machine machine = machines.get(Math.floorMod(at, machines.size()));
    Network.End edge = machine.end("edge-" + machine);
    network.send(
        client,
        edge,
        Network.Repeat.ANY_TIME,
        () -> Words.of(request),
        () ->
            quotas(machine)
                .accept(
                    new QuotaBatcher.Submit(
                        quota,
                        seams.asked(request),
                        0,
                        reply ->
                            network.send(
                                edge,
                                client,
                                Network.Repeat.ANY_TIME,
                                () -> Words.of(reply.answer()),
                                () -> heard.accept(reply.answer())))));
  }

  /** Asks an entity from a machine; the stage fails after {@link Limits#ENTITY_TIMEOUT}. */
  <R> CompletionStage<R> ask(
      Machine machine, Network.End from, EntityKey entity, Function<ActorRef<R>, ?> question) {
    var answer = new CompletableFuture<R>();
    int life = machine.life();
    long sentAt = world.micros();
    Object message = question.apply(address(machine, from, answer::complete));
    speaking(from, () -> shards.tell(entity, message, Network.Repeat.ANY_TIME));
    world.after(
        Limits.ENTITY_TIMEOUT,
        () -> {
          if (answer.isDone() || machine.life() != life) return;
          observer.unanswered(entity, message, sentAt);
          answer.completeExceptionally(new TimeoutException("no answer from " + entity));
        });
    return answer;
  }

  /** A reference to what lives on a machine, for as long as the machine is up. */
  <T> ActorRef<T> address(Machine machine, Network.End end, Consumer<T> receiver) {
    int life = machine.life();
    return new Address<>(
        message ->
            network.send(
                speaker,
                end,
                Network.Repeat.ANY_TIME,
                () -> Words.of(message),
                () -> {
                  if (machine.isUp() && machine.life() == life) receiver.accept(message);
                }));
  }

  /** Returns the batcher of a machine, as the entities on it know it. */
  Consumer<QuotaBatcher.Submit> quotas(Machine machine) {
    int life = machine.life();
    return submit ->
        world.after(
            HOP_MICROS,
            () -> {
              Batcher batcher = batchers.get(machine);
              if (batcher != null && machine.isUp() && machine.life() == life) {
                batcher.submit(submit);
              }
            });
  }

  SimulatedEntity<?, ?, ?> incarnation(EntityKey key, Machine machine) {
    return entities.blueprint(key, machine).incarnation(this);
  }

  /**
   * Clients look at the orders and carts that a crash took out of memory: what is owed there and
   * stands in no read model is done at the next visit. No machine crashes from now on: what it
   * would take with it has no further visit.
   */
  public void visitLost() {
    journal.endCrashes();
    for (EntityKey lost : shards.lost()) {
      @Nullable Object look =
          switch (lost.type()) {
            case ORDER -> new OrderMessage.Look(new Address<>(view -> {}));
            case CART -> new CartEntity.Look(new Address<>(view -> {}));
            case SALE -> new SaleEntity.Look(new Address<>(view -> {}));
            case TICKET -> new TicketEntity.Look(new Address<>(view -> {}));
            case QUOTA -> null; // Its waker knows it.
          };
      if (look == null) continue;
      speaking(OUTSIDE, () -> shards.tell(lost, look, Network.Repeat.ANY_TIME));
    }
  }

  /** Returns what a state of an entity still owes, by its journal and its own logic. */
  public List<?> owed(EntityKey entity) {
    return entities.blueprint(entity, machines.getFirst()).owed(this);
  }

  void speaking(Network.End end, Runnable work) {
    Network.End before = speaker;
    speaker = end;
    work.run();
    speaker = before;
  }

  /** A healthy cluster loses a machine, unless one is missing already. */
  private void lose(Machine machine, Duration time) {
    if (!machines.stream().allMatch(Machine::isUp)) return;
    observer.lost(machine.epoch());
    crash(machine, time);
  }

  /** The other machines have found out that one is lost, and have fenced it. */
  void fence(long epoch) {
    epochs.fence(epoch);
    wakers.lost();
  }

  private void crash(Machine machine, Duration time) {
    if (!machine.isUp()) return;
    world.story().note(world.micros(), machine.name, () -> "crashes");
    machine.crash();
    shards.crashed(machine);
    int life = machine.life();
    world.after(
        time,
        () -> {
          if (machine.isUp() || machine.life() != life) return;
          machine.start();
          begin(machine);
        });
  }

  private void begin(Machine machine) {
    machine.setEpoch(epochs.take());
    machine.setSkew(skew(random.nextInt(-1_000, 1_001)));
    batchers.put(machine, new Batcher(this, machine));
    wakers.begin(machine);
  }

  private static Duration skew(int permille) {
    return Duration.ofMillis(SKEW_MILLIS * permille / 1_000);
  }
}
