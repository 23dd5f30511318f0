package id.kuota.engine.entity;

import com.typesafe.config.ConfigFactory;
import id.kuota.engine.telemetry.EngineLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.persistence.DeleteSnapshotsFailure;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.SaveSnapshotFailure;
import org.apache.pekko.persistence.SaveSnapshotSuccess;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotProtocol;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the states of entities stored while they go on: the callers of a large quota do not wait
 * until its snapshot is serialized and stored, however long the database takes.
 *
 * <p>The messages are those of Pekko's own snapshots, so any snapshot store takes them, and a
 * recovery finds what was stored. Thread-safe.
 */
final class EntitySnapshots implements Extension {

  private static final ExtensionId<EntitySnapshots> ID =
      new ExtensionId<>() {
        @Override
        public EntitySnapshots createExtension(ActorSystem<?> system) {
          return new EntitySnapshots(system);
        }
      };

  private static final Logger log = LoggerFactory.getLogger(EntitySnapshots.class);

  /**
   * A state to store.
   *
   * @param number of its last event
   * @param oldest snapshots of this event and earlier ones are deleted once this one is stored
   * @param state immutable
   */
  private record Snapshot(String persistenceId, long number, long oldest, Object state) {}

  private final org.apache.pekko.actor.ActorRef store;
  private final ActorRef<Object> storing;

  private EntitySnapshots(ActorSystem<?> system) {
    this.store =
        Persistence.get(Adapter.toClassic(system)).snapshotStoreFor("", ConfigFactory.empty());
    this.storing = system.systemActorOf(Storing.create(store), "entity-snapshots", Props.empty());
  }

  static EntitySnapshots of(ActorSystem<?> system) {
    return system.registerExtension(ID);
  }

  /** Has the entity told its latest snapshot, by {@link SnapshotProtocol.LoadSnapshotResult}. */
  void load(String persistenceId, org.apache.pekko.actor.ActorRef entity) {
    store.tell(
        new SnapshotProtocol.LoadSnapshot(
            persistenceId, SnapshotSelectionCriteria.latest(), Long.MAX_VALUE),
        entity);
  }

  /**
   * Stores a state when one is due, and keeps the one before where it was not left out: an entity
   * has one on its way at a time. Never blocks, and a failure costs a longer recovery.
   *
   * @param every how many events are between two snapshots
   * @param written how many events led to the state, {@code number} the last of them
   * @param state immutable: another thread reads it
   */
  void written(String persistenceId, int every, int written, long number, Object state) {
    if (number / every == (number - written) / every) return;
    storing.tell(new Snapshot(persistenceId, number, number - 2L * every, state));
  }

  /** Talks to the snapshot store, one message at a time. */
  private static final class Storing extends AbstractBehavior<Object> {

    /** Longer than the store's breaker waits: an answer that has not come by then never comes. */
    private static final long ANSWER_NANOS_MAX = Duration.ofMinutes(2).toNanos();

    /** What is on its way. */
    private record OnItsWay(Snapshot snapshot, long sinceNanos) {}

    private final Map<String, OnItsWay> onTheirWay = new HashMap<>();
    private final org.apache.pekko.actor.ActorRef store;
    private final org.apache.pekko.actor.ActorRef self;

    private Storing(ActorContext<Object> context, org.apache.pekko.actor.ActorRef store) {
      super(context);
      this.store = store;
      this.self = Adapter.toClassic(context.getSelf());
    }

    static Behavior<Object> create(org.apache.pekko.actor.ActorRef store) {
      return Behaviors.setup(context -> new Storing(context, store));
    }

    @Override
    public Receive<Object> createReceive() {
      return newReceiveBuilder()
          .onMessage(Snapshot.class, this::store)
          .onMessage(SaveSnapshotSuccess.class, this::stored)
          .onMessage(SaveSnapshotFailure.class, this::failed)
          .onMessage(DeleteSnapshotsFailure.class, this::kept)
          .onAnyMessage(_ -> this)
          .build();
    }

    private Behavior<Object> store(Snapshot snapshot) {
      long now = System.nanoTime();
      OnItsWay before = onTheirWay.get(snapshot.persistenceId());
      if (before != null && now - before.sinceNanos() < ANSWER_NANOS_MAX) return this;
      onTheirWay.put(snapshot.persistenceId(), new OnItsWay(snapshot, now));
      // The store puts its own time in place of zero.
      var about = new SnapshotMetadata(snapshot.persistenceId(), snapshot.number(), 0);
      store.tell(new SnapshotProtocol.SaveSnapshot(about, snapshot.state()), self);
      return this;
    }

    private Behavior<Object> stored(SaveSnapshotSuccess success) {
      OnItsWay stored = onTheirWay.remove(success.metadata().persistenceId());
      if (stored == null || stored.snapshot().oldest() <= 0) return this;
      store.tell(
          new SnapshotProtocol.DeleteSnapshots(
              stored.snapshot().persistenceId(),
              SnapshotSelectionCriteria.create(stored.snapshot().oldest(), Long.MAX_VALUE)),
          self);
      return this;
    }

    private Behavior<Object> failed(SaveSnapshotFailure failure) {
      SnapshotMetadata about = failure.metadata();
      onTheirWay.remove(about.persistenceId());
      EngineLog.SNAPSHOT_NOT_STORED.log(log, about.persistenceId(), failure.cause().toString());
      return this;
    }

    private Behavior<Object> kept(DeleteSnapshotsFailure failure) {
      EngineLog.SNAPSHOTS_NOT_DELETED.log(log, failure.cause().toString());
      return this;
    }
  }
}
