package id.kuota.persistence.groupcommit;

import com.typesafe.config.Config;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.jdbc.journal.JdbcAsyncWriteJournal;
import scala.Function1;
import scala.concurrent.Future;
import scala.runtime.BoxedUnit;

/**
 * The plugin's journal, but for replays: it starts a stream for each, with an actor of its own, and
 * most streams of ours have one or two events. Named in the setting {@code class}, made by
 * reflection with this constructor.
 */
public final class KuotaJournal extends JdbcAsyncWriteJournal {

  /** Called by Pekko. */
  public KuotaJournal(Config config) {
    super(config);
  }

  @Override
  public Future<BoxedUnit> asyncReplayMessages(
      String persistenceId,
      long from,
      long to,
      long max,
      Function1<PersistentRepr, BoxedUnit> replayed) {
    return journalDao() instanceof GroupCommitJournal ours
        ? ours.replay(persistenceId, from, to, max, replayed::apply)
        : super.asyncReplayMessages(persistenceId, from, to, max, replayed);
  }
}
