package id.kuota.simulation.cluster;

import id.kuota.engine.entity.EntitySignal;
import id.kuota.simulation.world.Network;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Where entities live, as Pekko's sharding decides it: an entity starts with its first message;
 * what comes while it stops is buffered and starts it again, here or where it has moved to.
 */
final class Shards {

  private static final long PASSIVATE_MICROS_MAX = 2_000;
  private static final long DETECTION_MIN = 1_000_000;
  private static final long DETECTION_MAX = 8_000_000;
  private static final long DETECTION_CALM_MAX = 4_000_000;

  private static final class Place {
    final EntityKey key;
    Machine home;
    @Nullable SimulatedEntity<?, ?, ?> running;
    boolean isStopping;

    /** Whether it left memory unasked, and may owe what stands in no read model. */
    boolean isLost;

    final ArrayDeque<Object> buffer = new ArrayDeque<>();

    Place(EntityKey key, Machine home) {
      this.key = key;
      this.home = home;
    }
  }

  private final Cluster cluster;
  private final SplittableRandom random;
  private final Map<EntityKey, Place> places = new LinkedHashMap<>();

  Shards(Cluster cluster) {
    this.cluster = cluster;
    this.random = cluster.world.random("shards");
  }

  /** Sends an entity a message, in the name of the current speaker. */
  void tell(EntityKey key, Object message, Network.Repeat repeat) {
    Place place = place(key);
    send(place, place.home, message, repeat);
  }

  private void send(Place place, Machine home, Object message, Network.Repeat repeat) {
    int life = home.life();
    cluster.network.send(
        cluster.speaker,
        home.end(place.key.id()),
        repeat,
        () -> Words.of(message),
        () -> {
          if (!home.isUp() || home.life() != life) return;
          if (place.home == home) deliver(place, message);
          else forward(home, place, message);
        });
  }

  private void forward(Machine from, Place place, Object message) {
    var before = cluster.speaker;
    cluster.speaker = from.end("shard-region");
    send(place, place.home, message, Network.Repeat.AT_ONCE);
    cluster.speaker = before;
  }

  private void deliver(Place place, Object message) {
    if (place.isStopping) {
      if (cluster.seams.keeps(Guarantee.KEEPS_BUFFER)) place.buffer.add(message);
      return;
    }
    started(place).receive(message);
  }

  private SimulatedEntity<?, ?, ?> started(Place place) {
    SimulatedEntity<?, ?, ?> running = place.running;
    if (running == null) {
      running = cluster.incarnation(place.key, place.home);
      place.running = running;
      place.isLost = false;
      running.start();
    }
    return running;
  }

  /** The entity is idle. Between its wish and the stop it still reads what is in its mailbox. */
  void passivate(SimulatedEntity<?, ?, ?> entity) {
    cluster.world.after(
        random.nextLong(Cluster.HOP_MICROS, PASSIVATE_MICROS_MAX), () -> stop(entity));
  }

  private void stop(SimulatedEntity<?, ?, ?> entity) {
    Place place = place(entity.key);
    if (place.running == entity) {
      if (place.isStopping) return;
      place.isStopping = true;
    }
    entity.receive(EntitySignal.STOP);
  }

  /** An entity has ended by itself. */
  void stopped(SimulatedEntity<?, ?, ?> entity) {
    Place place = place(entity.key);
    if (place.running != entity) return;
    place.running = null;
    place.isLost = place.isLost || !cluster.isCalm();
    boolean wasStopping = place.isStopping;
    place.isStopping = false;
    if (!wasStopping || place.buffer.isEmpty()) return;
    var waiting = new ArrayList<>(place.buffer);
    place.buffer.clear();
    Machine home = place.home;
    cluster.world.after(
        Cluster.HOP_MICROS,
        () -> {
          if (place.home == home && home.isUp()) waiting.forEach(one -> deliver(place, one));
        });
  }

  /** Moves some of the entities to other machines, with a hand-over. */
  void rebalance(int permille) {
    for (Place place : List.copyOf(places.values())) {
      if (random.nextInt(1_000) >= permille || place.isStopping) continue;
      Machine next = other(place.home);
      SimulatedEntity<?, ?, ?> running = place.running;
      if (running == null) place.home = next;
      else handOver(place, running, next);
    }
  }

  private void handOver(Place place, SimulatedEntity<?, ?, ?> running, Machine next) {
    place.isStopping = true;
    place.isLost = true;
    cluster.world.story().note(cluster.world.micros(), place.key.id(), () -> "moves to " + next);
    cluster.observer.moved(place.key);
    // What comes meanwhile waits with the region that the shard moves to.
    place.home = next;
    running.receive(EntitySignal.STOP);
  }

  /**
   * Starts an entity on another machine, while the one that runs does not know of it. Orders are
   * left out: two incarnations of one order that acquire units at the same time replace each
   * other's holds, and what one gives back the other may have been placed with. The journal refuses
   * the second one's events and cannot know of its holds; only a node that is fenced off keeps
   * still.
   */
  Optional<SimulatedEntity<?, ?, ?>> startSecond(int pick) {
    var running =
        places.values().stream()
            .filter(one -> one.running != null && !one.isStopping)
            .filter(one -> one.key.type() != EntityKey.Type.ORDER)
            .toList();
    if (running.isEmpty()) return Optional.empty();
    Place place = running.get(pick % running.size());
    SimulatedEntity<?, ?, ?> first = place.running;
    cluster.world.story().note(cluster.world.micros(), place.key.id(), () -> "starts twice");
    cluster.observer.startedTwice(place.key);
    place.home = other(place.home);
    place.running = null;
    started(place);
    return Optional.ofNullable(first);
  }

  /** A machine has crashed: what ran there is found out and started elsewhere, after a while. */
  void crashed(Machine machine) {
    for (Place place : places.values()) {
      SimulatedEntity<?, ?, ?> running = place.running;
      if (running != null && running.machine == machine) {
        running.end();
        place.running = null;
        place.isLost = true;
        place.isStopping = false;
        place.buffer.clear();
      }
      if (place.home == machine) place.buffer.clear();
    }
    long detection =
        random.nextLong(DETECTION_MIN, cluster.isCalm() ? DETECTION_CALM_MAX : DETECTION_MAX);
    int life = machine.life();
    long epoch = machine.epoch();
    cluster.world.after(
        detection,
        () -> {
          cluster.fence(epoch);
          if (machine.isUp() || machine.life() != life) return;
          for (Place place : places.values()) {
            if (place.home == machine) place.home = other(machine);
          }
        });
  }

  /** Entities that left memory unasked, by a crash or a move, and that were not started since. */
  List<EntityKey> lost() {
    return places.values().stream().filter(one -> one.isLost).map(one -> one.key).toList();
  }

  private Place place(EntityKey key) {
    Place known = places.get(key);
    if (known != null) return known;
    var place = new Place(key, home(key));
    places.put(key, place);
    return place;
  }

  private Machine home(EntityKey key) {
    int first = Math.floorMod(key.id().hashCode(), cluster.machines.size());
    Machine machine = cluster.machines.get(first);
    return machine.isUp() ? machine : other(machine);
  }

  /** Returns a machine that is up; the same one if there is no other. */
  private Machine other(Machine machine) {
    int from = cluster.machines.indexOf(machine);
    for (int i = 1; i < cluster.machines.size(); i++) {
      Machine next = cluster.machines.get((from + i) % cluster.machines.size());
      if (next.isUp()) return next;
    }
    return machine;
  }
}
