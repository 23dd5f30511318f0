package id.kuota.persistence.groupcommit;

import id.kuota.engine.telemetry.Outage;
import id.kuota.persistence.log.PersistenceLog;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first thing that every recovery asks: how far its stream goes. Most streams have no event, as
 * that of an order that begins, or a few, which are read by the same query and kept until the
 * replay asks for them a moment later, so that neither needs a query of its own. What is asked
 * while one query runs is answered together by the next: the more streams begin, the less each
 * costs. The journal is asked every time, so the answer is right with any number of nodes.
 * Thread-safe.
 */
final class Recoveries implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Recoveries.class);
  private static final long IDLE_MILLIS = 200;

  /** So many questions at a time are more than a few callers ask. */
  private static final int CROWD = 4;

  /** So many times as long as a query: the reader reads for a third of its time at most. */
  private static final int PAUSE_OF_QUERY = 2;

  /** A write takes some milliseconds: beside it this pause is short. */
  private static final long PAUSE_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(2);

  /**
   * A question that waits.
   *
   * @param replays whether a replay will ask for the events
   */
  private record Question(
      StreamHeadQuery.Start start, boolean replays, CompletableFuture<Long> answer) {}

  private final StreamHeadQuery heads;
  private final GroupCommitLimits limits;
  private final BlockingQueue<Question> queue;
  private final Outage trouble =
      new Outage(
          PersistenceLog.RECOVERIES_UNREAD, PersistenceLog.RECOVERIES_READ_AGAIN, System::nanoTime);
  private final Map<String, StreamHeadQuery.Head> known = new LinkedHashMap<>();
  private volatile boolean closed;

  Recoveries(DataSource database, GroupCommitLimits limits) {
    this.heads = new StreamHeadQuery(database);
    this.limits = limits;
    this.queue = new ArrayBlockingQueue<>(limits.queue());
    Thread.ofPlatform().name("kuota-journal-recoveries").daemon().start(this::run);
  }

  /**
   * Returns the highest number; 0 for an entity that the journal does not know. Never blocks.
   *
   * @param before the event before those that will be replayed; 0 for all of them
   */
  CompletableFuture<Long> highest(String persistenceId, long before) {
    return ask(
        new Question(
            new StreamHeadQuery.Start(persistenceId, before), true, new CompletableFuture<>()));
  }

  /** Returns whether the journal has an event of this stream, deleted or not. Never blocks. */
  CompletableFuture<Boolean> exists(String persistenceId) {
    return ask(new Question(
            new StreamHeadQuery.Start(persistenceId, 0), false, new CompletableFuture<>()))
        .thenApply(highest -> highest > 0);
  }

  private CompletableFuture<Long> ask(Question question) {
    if (!queue.offer(question)) {
      fail(question, JournalOverloadedException.full("recoveries", limits.queue()));
    } else if (closed && queue.remove(question)) {
      fail(question, JournalOverloadedException.ended());
    }
    return question.answer();
  }

  /**
   * Returns the events from {@code from} to {@code to}, all of them, if they came with the last
   * {@link #highest}. They are forgotten by this.
   */
  Optional<EventPages.Page> takeHead(String persistenceId, long from, long to) {
    StreamHeadQuery.Head head;
    synchronized (known) {
      head = known.remove(persistenceId);
    }
    return head != null && head.from() == from && head.highest() == to
        ? head.events()
        : Optional.empty();
  }

  private void run() {
    while (!closed) {
      List<Question> questions = next();
      if (questions.isEmpty()) continue;
      long began = System.nanoTime();
      try {
        answer(questions);
        trouble.well(LOG);
      } catch (SQLException e) {
        trouble.failed(LOG, questions.size(), e.getMessage());
        questions.forEach(question -> fail(question, e));
      } catch (Throwable bug) { // Without this thread no entity of the node would recover.
        questions.forEach(question -> fail(question, bug));
        PersistenceLog.RECOVERY_READER_BUG.logThrown(LOG, bug, questions.size());
      }
      if (questions.size() >= CROWD) letOthersCome(System.nanoTime() - began);
    }
  }

  /**
   * Waits after a query that many have shared. Of what a query costs the server, a part is the same
   * for one question and for ten; without a pause the reader asks for the few that come within its
   * last query, again and again. A few questions never wait.
   */
  private static void letOthersCome(long nanos) {
    LockSupport.parkNanos(Math.min(PAUSE_OF_QUERY * nanos, PAUSE_NANOS_MAX));
  }

  /** What waits now, once there is something; nothing after a while without. */
  private List<Question> next() {
    var questions = new ArrayList<Question>();
    try {
      Question first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
      if (first != null) {
        questions.add(first);
        queue.drainTo(questions, limits.recoveriesAtOnce() - 1);
      }
    } catch (InterruptedException e) {
      PersistenceLog.RECOVERY_READER_INTERRUPTED.log(LOG);
    }
    return questions;
  }

  private void answer(List<Question> questions) throws SQLException {
    List<StreamHeadQuery.Head> found = heads.read(questions.stream().map(Question::start).toList());
    for (int i = 0; i < questions.size(); i++) {
      Question question = questions.get(i);
      if (question.replays()) keep(question.start().persistenceId(), found.get(i));
      question.answer().complete(found.get(i).highest());
    }
  }

  /**
   * Keeps a bounded number of heads: a caller that has given up never replays. The oldest goes
   * first; a cache that prefers what is asked for often would drop the one whose replay is next.
   */
  private void keep(String persistenceId, StreamHeadQuery.Head head) {
    synchronized (known) {
      known.remove(persistenceId);
      if (head.events().isEmpty()) return;
      known.put(persistenceId, head);
      if (known.size() > limits.recoveriesAtOnce()) known.remove(known.keySet().iterator().next());
    }
  }

  private static void fail(Question question, Throwable cause) {
    question.answer().completeExceptionally(cause);
  }

  /** Fails waiting questions; no entity recovers on a node that ends. */
  @Override
  public void close() {
    closed = true;
    for (Question left = queue.poll(); left != null; left = queue.poll()) {
      fail(left, JournalOverloadedException.ended());
    }
  }
}
