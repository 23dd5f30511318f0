package id.kuota.persistence.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import id.kuota.persistence.snapshot.NoSnapshots;

/**
 * The settings with which Pekko keeps a journal in the memory of the process, for events that are
 * not read later. They are serialized as for the database, and what one system writes no other
 * sees.
 */
public final class MemoryJournal {

  private static final Config CONFIG =
      ConfigFactory.parseString(
          """
          pekko.persistence {
            journal.plugin = "pekko.persistence.journal.inmem"
            journal.inmem.test-serialization = on
            snapshot-store.plugin = "kuota.no-snapshots"
          }
          kuota.no-snapshots {
            class = "%s"
            plugin-dispatcher = "pekko.actor.default-dispatcher"
          }
          """
              .formatted(NoSnapshots.class.getName()));

  private MemoryJournal() {}

  /** Returns the settings, to be put above those of {@link JournalConfig}. */
  public static Config config() {
    return CONFIG;
  }
}
