package id.kuota.persistence.groupcommit;

import com.typesafe.config.Config;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.JournalProtocol;
import org.apache.pekko.persistence.PersistentEnvelope;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.jdbc.journal.JdbcAsyncWriteJournal;
import org.jspecify.annotations.Nullable;
import scala.PartialFunction;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;
import scala.util.Failure;
import scala.util.Try;

/**
 * The plugin's journal with answers of its own: an entity hears of its write from the thread that
 * has written it, and of its events from the one that has read them. The plugin's way there goes
 * through a breaker with a timer for each call, the dispatcher, an actor that puts answers in order
 * which have an order already, and a stream for each replay. Every call here ends without the
 * breaker: a statement and a socket have their time-outs, and the lines in front of them a bound.
 *
 * <p>Named in the setting {@code class}, made by reflection with this constructor.
 */
public final class KuotaJournal extends JdbcAsyncWriteJournal {

  private final Executor dispatcher;

  /** Called by Pekko. */
  public KuotaJournal(Config config) {
    super(config);
    this.dispatcher = context().dispatcher();
  }

  /** Takes what entities ask; the rest, and all of it with another dao, is the plugin's. */
  @Override
  public void aroundReceive(PartialFunction<Object, BoxedUnit> receive, Object message) {
    if (!(journalDao() instanceof GroupCommitJournal ours)) {
      super.aroundReceive(receive, message);
    } else if (message instanceof JournalProtocol.WriteMessages request && isWrite(request)) {
      write(ours, request);
    } else if (message instanceof JournalProtocol.ReplayMessages request) {
      replay(ours, request);
    } else {
      super.aroundReceive(receive, message);
    }
  }

  private static boolean isWrite(JournalProtocol.WriteMessages request) {
    return request.messages().forall(AtomicWrite.class::isInstance);
  }

  private void write(GroupCommitJournal journal, JournalProtocol.WriteMessages request) {
    var _ =
        prepared(journal, request.messages())
            .whenComplete((results, failure) -> answer(request, results, failure));
  }

  private CompletableFuture<Seq<Try<BoxedUnit>>> prepared(
      GroupCommitJournal journal, Seq<PersistentEnvelope> messages) {
    try {
      return journal.write(preparePersistentBatch(messages));
    } catch (RuntimeException adapter) {
      return CompletableFuture.failedFuture(adapter);
    }
  }

  /** Tells the entity of each event, as the protocol has it. Called by the thread that wrote. */
  private static void answer(
      JournalProtocol.WriteMessages request,
      @Nullable Seq<Try<BoxedUnit>> results,
      @Nullable Throwable failure) {
    ActorRef entity = request.persistentActor();
    int incarnation = request.actorInstanceId();
    if (results == null) {
      Throwable cause = failure == null ? new IllegalStateException("no answer") : failure;
      tell(entity, new JournalProtocol.WriteMessagesFailed(cause, request.messages().size()));
    } else {
      tell(entity, JournalProtocol.WriteMessagesSuccessful$.MODULE$);
    }
    for (int i = 0; i < request.messages().size(); i++) {
      Throwable cause = results == null ? failure : rejection(results.apply(i));
      for (PersistentRepr event : events(request.messages().apply(i))) {
        if (cause == null) {
          tell(entity, new JournalProtocol.WriteMessageSuccess(event, incarnation));
        } else if (results == null) {
          tell(entity, new JournalProtocol.WriteMessageFailure(event, cause, incarnation));
        } else {
          tell(entity, new JournalProtocol.WriteMessageRejected(event, cause, incarnation));
        }
      }
    }
  }

  private static @Nullable Throwable rejection(Try<BoxedUnit> result) {
    return result instanceof Failure<BoxedUnit> rejected ? rejected.exception() : null;
  }

  private static Iterable<PersistentRepr> events(PersistentEnvelope write) {
    return CollectionConverters.asJava(((AtomicWrite) write).payload());
  }

  private void replay(GroupCommitJournal journal, JournalProtocol.ReplayMessages request) {
    ActorRef entity = request.persistentActor();
    long from = Math.max(1, request.fromSequenceNr());
    CompletableFuture<Long> read =
        journal
            .highest(request.persistenceId(), from - 1)
            .thenCompose(
                highest ->
                    from > Math.min(request.toSequenceNr(), highest)
                        ? CompletableFuture.completedFuture(highest)
                        : replayed(journal, request, from, highest));
    var _ =
        PlainFailure.of(read)
            .whenComplete(
                (highest, failure) ->
                    tell(
                        entity,
                        failure == null
                            ? new JournalProtocol.RecoverySuccess(highest)
                            : new JournalProtocol.ReplayMessagesFailure(failure)));
  }

  /** The thread that has found many streams does not deserialize the events of all of them. */
  private CompletableFuture<Long> replayed(
      GroupCommitJournal journal, JournalProtocol.ReplayMessages request, long from, long highest) {
    return CompletableFuture.completedFuture(highest)
        .thenComposeAsync(
            number ->
                journal
                    .replay(
                        request.persistenceId(),
                        from,
                        Math.min(request.toSequenceNr(), number),
                        request.max(),
                        event -> replayed(request.persistentActor(), event))
                    .thenApply(_ -> number),
            dispatcher);
  }

  private void replayed(ActorRef entity, PersistentRepr event) {
    CollectionConverters.asJava(adaptFromJournal(event))
        .forEach(adapted -> tell(entity, new JournalProtocol.ReplayedMessage(adapted)));
  }

  private static void tell(ActorRef entity, Object answer) {
    entity.tell(answer, ActorRef.noSender());
  }
}
