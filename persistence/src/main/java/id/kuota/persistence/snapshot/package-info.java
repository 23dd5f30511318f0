/**
 * Storing and fetching the states of large entities, without blocking an actor.
 *
 * <pre>
 *   entity -> bounded queue -> a few threads: serialise and save, fetch and deserialise, delete
 * </pre>
 *
 * <p>A snapshot of a hundred thousand holds is some megabytes: nothing that the thread of the
 * actors should turn into bytes, on a node that has only one. {@link
 * id.kuota.persistence.snapshot.PooledSnapshots} is plugged into pekko-persistence-jdbc by its
 * {@code dao} setting and is the only class that the plugin knows. The table and its rows are the
 * plugin's: each reads what the other wrote.
 *
 * <p>Promises: no work on the caller's thread; every call ends, by its statement's timeout or by
 * the plugin's breaker; a full queue fails at once and by name; what cannot be stored, read or
 * deleted fails this call only, and the entity goes on from the journal. Guarded by {@code
 * SnapshotStoreTckIT}, {@code PooledSnapshotsIT} and {@code SnapshotTroubleIT}.
 */
@NullMarked
package id.kuota.persistence.snapshot;

import org.jspecify.annotations.NullMarked;
