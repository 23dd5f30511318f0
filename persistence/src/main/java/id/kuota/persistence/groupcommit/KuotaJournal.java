package id.kuota.persistence.groupcommit;

import com.typesafe.config.Config;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.jdbc.journal.JdbcAsyncWriteJournal;
import scala.Function1;
import scala.collection.immutable.Seq;
import scala.concurrent.Future;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/**
 * The plugin's journal without what our journal path does itself: a stream with an actor of its own
 * for each replay, where most streams have one or two events, and a message to the journal's actor
 * for each write, which says that it has ended. Named in the setting {@code class}, made by
 * reflection with this constructor.
 */
public final class KuotaJournal extends JdbcAsyncWriteJournal {

  /** Called by Pekko. */
  public KuotaJournal(Config config) {
    super(config);
  }

  @Override
  public Future<Seq<Try<BoxedUnit>>> asyncWriteMessages(Seq<AtomicWrite> writes) {
    return journalDao() instanceof GroupCommitJournal ours
        ? ours.asyncWriteMessages(writes)
        : super.asyncWriteMessages(writes);
  }

  @Override
  public Future<Object> asyncReadHighestSequenceNr(String persistenceId, long from) {
    return journalDao() instanceof GroupCommitJournal ours
        ? ours.highestSequenceNr(persistenceId, from)
        : super.asyncReadHighestSequenceNr(persistenceId, from);
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
