package id.kuota.persistence.snapshot;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.journal.JournalConfig;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.DeleteSnapshotFailure;
import org.apache.pekko.persistence.DeleteSnapshotSuccess;
import org.apache.pekko.persistence.DeleteSnapshotsFailure;
import org.apache.pekko.persistence.DeleteSnapshotsSuccess;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.SaveSnapshotFailure;
import org.apache.pekko.persistence.SaveSnapshotSuccess;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotProtocol.DeleteSnapshot;
import org.apache.pekko.persistence.SnapshotProtocol.DeleteSnapshots;
import org.apache.pekko.persistence.SnapshotProtocol.LoadSnapshot;
import org.apache.pekko.persistence.SnapshotProtocol.LoadSnapshotFailed;
import org.apache.pekko.persistence.SnapshotProtocol.LoadSnapshotResult;
import org.apache.pekko.persistence.SnapshotProtocol.SaveSnapshot;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.testkit.javadsl.TestKit;
import scala.jdk.javaapi.OptionConverters;

/** A snapshot store as entities meet it: behind Pekko's actor, in an actor system of its own. */
final class StoreUnderPekko implements AutoCloseable {

  private static final String PLUGINS_DAO =
      "jdbc-snapshot-store.dao = "
          + "org.apache.pekko.persistence.jdbc.snapshot.dao.DefaultSnapshotDao";

  /** Longer than the breaker waits: every call has an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Config LOCAL =
      ConfigFactory.parseString(
          """
          pekko {
            actor.provider = local
            loglevel = WARNING
            loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
          }
          """);

  private final ActorSystem system;
  private final ActorRef store;

  private StoreUnderPekko(Config config) {
    this.system = ActorSystem.create("snapshots", config);
    this.store = Persistence.get(system).snapshotStoreFor("", ConfigFactory.empty());
  }

  /** Ours, with some settings changed. */
  static StoreUnderPekko ours(DatabaseSettings settings, String... changed) {
    return new StoreUnderPekko(
        ConfigFactory.parseString(String.join("\n", changed))
            .withFallback(LOCAL)
            .withFallback(JournalConfig.of(settings))
            .withFallback(ConfigFactory.load()));
  }

  /** That which the plugin brings along, on the same table. */
  static StoreUnderPekko plugins(DatabaseSettings settings) {
    return ours(settings, PLUGINS_DAO);
  }

  ActorSystem system() {
    return system;
  }

  /** Empty when it is saved, else the failure. */
  Optional<Throwable> save(String entity, long number, Object state) {
    return saving(entity, number, state).outcome();
  }

  /** Begins to save. */
  Saving saving(String entity, long number, Object state) {
    var asker = new TestKit(system);
    store.tell(new SaveSnapshot(about(entity, number), state), asker.getRef());
    return new Saving(asker);
  }

  /** A snapshot that is about to be saved. */
  record Saving(TestKit asker) {
    Optional<Throwable> outcome() {
      return switch (asker.receiveOne(PATIENCE)) {
        case SaveSnapshotSuccess _ -> Optional.empty();
        case SaveSnapshotFailure failure -> Optional.of(failure.cause());
        case Object other -> throw unexpected(other);
      };
    }
  }

  /** What is found; fails with what the entity would be told. */
  Optional<SelectedSnapshot> load(String entity, SnapshotSelectionCriteria criteria) {
    return switch (ask(new LoadSnapshot(entity, criteria, Long.MAX_VALUE))) {
      case LoadSnapshotResult found -> OptionConverters.toJava(found.snapshot());
      case LoadSnapshotFailed failure -> throw new LoadFailed(failure.cause());
      case Object other -> throw unexpected(other);
    };
  }

  /** Empty when it is deleted, else the failure. */
  Optional<Throwable> delete(String entity, long number) {
    return switch (ask(new DeleteSnapshot(about(entity, number)))) {
      case DeleteSnapshotSuccess _ -> Optional.empty();
      case DeleteSnapshotFailure failure -> Optional.of(failure.cause());
      case Object other -> throw unexpected(other);
    };
  }

  /** Empty when they are deleted, else the failure. */
  Optional<Throwable> delete(String entity, SnapshotSelectionCriteria criteria) {
    return switch (ask(new DeleteSnapshots(entity, criteria))) {
      case DeleteSnapshotsSuccess _ -> Optional.empty();
      case DeleteSnapshotsFailure failure -> Optional.of(failure.cause());
      case Object other -> throw unexpected(other);
    };
  }

  private Object ask(Object question) {
    var asker = new TestKit(system);
    store.tell(question, asker.getRef());
    return asker.receiveOne(PATIENCE);
  }

  private static SnapshotMetadata about(String entity, long number) {
    return SnapshotMetadata.apply(entity, number);
  }

  private static AssertionError unexpected(Object answer) {
    return new AssertionError("no answer of a snapshot store: " + answer);
  }

  @Override
  public void close() {
    TestKit.shutdownActorSystem(system);
  }

  /** A snapshot that is there, or may be, and cannot be loaded. */
  static final class LoadFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LoadFailed(Throwable cause) {
      super(cause);
    }
  }
}
