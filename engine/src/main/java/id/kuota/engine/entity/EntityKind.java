package id.kuota.engine.entity;

import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * How the entities of one type live.
 *
 * @param type its name is the first part of the persistence ids, and never changes
 * @param messages the class of all messages
 * @param idleAfter an entity passivates when no message has come for this long, or for less than
 *     twice this long
 * @param stays whether an idle entity that is expected to be needed may stay in memory
 * @param stash messages that may wait while it writes; empty for Pekko's default
 * @param snapshotEvery events between two snapshots; empty for none, which also saves the query for
 *     one at each recovery
 */
public record EntityKind<M>(
    EntityTypeKey<M> type,
    Class<M> messages,
    Duration idleAfter,
    boolean stays,
    Optional<Integer> stash,
    Optional<Integer> snapshotEvery) {

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
    return new EntityKind<>(type, messages, idleAfter, true, stash, snapshotEvery);
  }

  public EntityKind<M> withStash(int size) {
    return new EntityKind<>(type, messages, idleAfter, stays, Optional.of(size), snapshotEvery);
  }

  public EntityKind<M> withSnapshotEvery(int events) {
    return new EntityKind<>(type, messages, idleAfter, stays, stash, Optional.of(events));
  }
}
