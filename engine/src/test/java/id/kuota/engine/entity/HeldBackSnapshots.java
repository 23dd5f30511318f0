package id.kuota.engine.entity;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

/** A snapshot store that says when a test lets it. Made by Pekko, so what it is asked is static. */
public final class HeldBackSnapshots extends SnapshotStore {

  /** The configuration that puts it in place. */
  static final String CONFIG =
      """
      pekko.persistence.snapshot-store.plugin = held-back
      held-back.class = "%s"
      """
          .formatted(HeldBackSnapshots.class.getName());

  /**
   * A state that shall be stored.
   *
   * @param outcome completed by the test
   */
  record Save(String persistenceId, long number, Object state, CompletableFuture<Void> outcome) {}

  private static final BlockingQueue<Save> SAVES = new LinkedBlockingQueue<>();
  private static final BlockingQueue<Long> DELETES = new LinkedBlockingQueue<>();

  /** Returns the next state that was to be stored. */
  static Save nextSave() throws InterruptedException {
    Save save = SAVES.poll(10, TimeUnit.SECONDS);
    if (save == null) throw new AssertionError("nothing is stored");
    return save;
  }

  /** Returns up to which number snapshots were deleted next. */
  static long nextDelete() throws InterruptedException {
    Long upTo = DELETES.poll(10, TimeUnit.SECONDS);
    if (upTo == null) throw new AssertionError("nothing is deleted");
    return upTo;
  }

  static List<Save> saves() {
    return List.copyOf(SAVES);
  }

  @Override
  public Future<Optional<SelectedSnapshot>> doLoadAsync(
      String persistenceId, SnapshotSelectionCriteria criteria) {
    return FutureConverters.asScala(CompletableFuture.completedStage(Optional.empty()));
  }

  @Override
  public Future<Void> doSaveAsync(SnapshotMetadata about, Object state) {
    var save =
        new Save(about.persistenceId(), about.sequenceNr(), state, new CompletableFuture<>());
    SAVES.add(save);
    return FutureConverters.asScala(save.outcome());
  }

  @Override
  public Future<Void> doDeleteAsync(SnapshotMetadata about) {
    return FutureConverters.asScala(CompletableFuture.completedStage(null));
  }

  @Override
  public Future<Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
    DELETES.add(criteria.maxSequenceNr());
    return FutureConverters.asScala(CompletableFuture.completedStage(null));
  }
}
