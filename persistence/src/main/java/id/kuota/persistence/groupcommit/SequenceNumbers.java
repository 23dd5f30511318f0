package id.kuota.persistence.groupcommit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The highest sequence number of an entity: the first thing that every recovery asks. The questions
 * that come while one query runs are answered together by the next, since every order begins with
 * such a question and nearly always the answer is nought.
 */
final class SequenceNumbers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SequenceNumbers.class);
  private static final long IDLE_MILLIS = 200;

  private static final String HIGHEST =
      """
      SELECT w.persistence_id, max(j.sequence_number)
      FROM unnest(?::text[]) AS w (persistence_id)
      CROSS JOIN LATERAL (
        SELECT sequence_number FROM event_journal
        WHERE persistence_id = w.persistence_id
        ORDER BY sequence_number DESC LIMIT 1) j
      GROUP BY w.persistence_id
      """;

  private record Question(String persistenceId, CompletableFuture<Long> answer) {}

  private final DataSource database;
  private final GroupCommitLimits limits;
  private final BlockingQueue<Question> queue;
  private volatile boolean closed;

  SequenceNumbers(DataSource database, GroupCommitLimits limits) {
    this.database = database;
    this.limits = limits;
    this.queue = new ArrayBlockingQueue<>(limits.queue());
    Thread.ofPlatform().name("kuota-journal-highest").daemon().start(this::run);
  }

  /** The highest number; 0 for an entity that the journal does not know. Never blocks. */
  CompletableFuture<Long> highest(String persistenceId) {
    var question = new Question(persistenceId, new CompletableFuture<>());
    if (!queue.offer(question)) {
      fail(question, JournalOverloadedException.full("recoveries", limits.queue()));
    } else if (closed && queue.remove(question)) {
      fail(question, JournalOverloadedException.ended());
    }
    return question.answer();
  }

  private void run() {
    while (!closed) {
      List<Question> questions = next();
      if (questions.isEmpty()) continue;
      try {
        answer(questions);
      } catch (SQLException e) {
        questions.forEach(question -> fail(question, e));
      } catch (Throwable bug) { // Without this thread no entity of the node would recover.
        questions.forEach(question -> fail(question, bug));
        LOG.error("reading sequence numbers met a bug; {} recoveries fail", questions.size(), bug);
      }
    }
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
      LOG.warn("the reader of sequence numbers was interrupted; only close ends it");
    }
    return questions;
  }

  private void answer(List<Question> questions) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(HIGHEST)) {
      statement.setArray(
          1,
          connection.createArrayOf(
              "text", questions.stream().map(Question::persistenceId).toArray(String[]::new)));
      Map<String, Long> found = new HashMap<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          found.put(result.getString(1), result.getLong(2));
        }
      }
      questions.forEach(
          question -> question.answer().complete(found.getOrDefault(question.persistenceId(), 0L)));
    }
  }

  private static void fail(Question question, Throwable cause) {
    question.answer().completeExceptionally(cause);
  }

  /** Questions that wait fail; nobody recovers on a node that ends. */
  @Override
  public void close() {
    closed = true;
    for (Question left = queue.poll(); left != null; left = queue.poll()) {
      fail(left, JournalOverloadedException.ended());
    }
  }
}
