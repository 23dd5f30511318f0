package id.kuota.persistence.snapshot;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

/** A snapshot store that forgets everything at once: its entities replay all their events. */
public final class NoSnapshots extends SnapshotStore {

  @Override
  public Future<Optional<SelectedSnapshot>> doLoadAsync(
      String persistenceId, SnapshotSelectionCriteria criteria) {
    return FutureConverters.asScala(CompletableFuture.completedFuture(Optional.empty()));
  }

  @Override
  public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
    return done();
  }

  @Override
  public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
    return done();
  }

  @Override
  public Future<Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
    return done();
  }

  private static Future<Void> done() {
    return FutureConverters.asScala(CompletableFuture.allOf());
  }
}
