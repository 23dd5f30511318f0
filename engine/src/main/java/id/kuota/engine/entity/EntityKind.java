package id.kuota.engine.entity;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * How the entities of one type live.
 *
 * @param type its name is the first part of the persistence ids, and never changes
 * @param messages the class of all messages
 * @param idleAfter an entity passivates when no message has come for this long, or for less than
 *     twice this long
 * @param stays whether an idle entity that is expected to be needed may stay in memory
 * @param snapshotEvery events between two snapshots; empty for none, which also saves the query for
 *     one at each recovery
 * @param begins whether a message is nearly always the first of its entity, and leads to an event:
 *     then the stream is not read before; see {@link UnreadStreams}
 */
public record EntityKind<M>(
    EntityTypeKey<M> type,
    Class<M> messages,
    Duration idleAfter,
    boolean stays,
    Optional<Integer> snapshotEvery,
    Optional<Predicate<M>> begins) {

  /** Returns a type without snapshots, whose entities do not stay. */
  public static <M> EntityKind<M> of(EntityTypeKey<M> type, Class<M> messages, Duration idleAfter) {
    return new EntityKind<>(type, messages, idleAfter, false, Optional.empty(), Optional.empty());
  }

  /** Returns the name of the type, as logs and metrics have it. */
  public String name() {
    return type.name();
  }

  /** Makes entities stay while they are expected to be needed. */
  public EntityKind<M> staying() {
    return new EntityKind<>(type, messages, idleAfter, true, snapshotEvery, begins);
  }

  public EntityKind<M> withSnapshotEvery(int events) {
    return new EntityKind<>(type, messages, idleAfter, stays, Optional.of(events), begins);
  }

  /** Lets entities begin with some messages without a look into the journal. */
  public EntityKind<M> beginningWith(Predicate<M> first) {
    return new EntityKind<>(type, messages, idleAfter, stays, snapshotEvery, Optional.of(first));
  }
}
