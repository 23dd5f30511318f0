package id.kuota.bench.http.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of load on one server, in the thread of its caller.
 *
 * <p>The clock is looked at when answers come and each millisecond: a request goes out up to a
 * millisecond after it was due, and its time includes that. Looking more often would take from the
 * server what it is measured with.
 */
public final class LoadRun {

  /** How long answers are waited for when no more requests come. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long TIME_MAX_MICROS = TimeUnit.MINUTES.toMicros(10);
  private static final int TIME_DIGITS = 3;
  private static final int SCRATCH_BYTES = 64 * 1024;
  private static final long TICK_MILLIS = 1;

  private static final Logger LOG = LoggerFactory.getLogger(LoadRun.class);

  private final Requests requests;
  private final Arrivals arrivals;
  private final Answers answers;
  private final Selector selector;
  private final ArrayDeque<Connection> idle = new ArrayDeque<>();
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
  private final Histogram times = new Histogram(TIME_MAX_MICROS, TIME_DIGITS);
  private final SortedMap<Integer, Long> statuses = new TreeMap<>();
  private final long start = System.nanoTime();
  private int open;
  private long number;
  private long unsent;
  private long inTime;
  private long broken;
  private long lastAnswer;

  private LoadRun(
      Requests requests,
      Arrivals arrivals,
      Answers answers,
      Selector selector,
      List<Connection> opened) {
    this.requests = requests;
    this.arrivals = arrivals;
    this.answers = answers;
    this.selector = selector;
    this.idle.addAll(opened);
    this.open = opened.size();
  }

  /**
   * Opens the connections, sends the requests, waits for the answers and closes everything.
   *
   * @throws IOException if the server cannot be reached, or has closed every connection
   */
  public static LoadResult play(
      InetSocketAddress server,
      int connections,
      Requests requests,
      Arrivals arrivals,
      Answers answers)
      throws IOException {
    try (Selector selector = Selector.open()) {
      try {
        var opened = new ArrayList<Connection>();
        for (int i = 0; i < connections; i++) {
          opened.add(Connection.open(server, selector));
        }
        return new LoadRun(requests, arrivals, answers, selector, opened).play();
      } finally {
        selector.keys().forEach(key -> connection(key).close());
      }
    }
  }

  private LoadResult play() throws IOException {
    long end = arrivals.duration().toNanos();
    long last = end + PATIENCE.toNanos();
    for (long now = elapsed(); now < end || (isAnyLeft() && now < last); now = elapsed()) {
      if (open == 0) throw new IOException("the server has closed every connection");
      sendDue(now);
      selector.select(this::proceed, TICK_MILLIS);
    }
    return new LoadResult(
        arrivals.duration(),
        Duration.ofNanos(lastAnswer),
        inTime,
        statuses,
        unsent + unbegun(),
        open - idle.size(),
        broken,
        times);
  }

  private void sendDue(long now) {
    switch (arrivals) {
      case Arrivals.Scheduled scheduled -> {
        long due = scheduled.dueAfter(now);
        while (number < due && !idle.isEmpty()) {
          ask(idle.remove(), scheduled.dueAt(number++));
        }
        long gone = Math.max(0, due - number - scheduled.waitingMax());
        unsent += gone;
        number += gone;
      }
      case Arrivals.Saturating saturating -> {
        if (now >= saturating.duration().toNanos()) return;
        while (!idle.isEmpty()) {
          ask(idle.remove(), elapsed());
        }
      }
    }
  }

  private void ask(Connection connection, long due) {
    try {
      connection.ask(requests, due);
    } catch (IOException e) {
      lost(connection, e);
    }
  }

  private void proceed(SelectionKey key) {
    Connection connection = connection(key);
    try {
      if (connection.proceed(scratch)) {
        answered(connection);
        idle.add(connection);
      }
    } catch (IOException e) {
      lost(connection, e);
    }
  }

  private void answered(Connection connection) {
    lastAnswer = elapsed();
    if (lastAnswer <= arrivals.duration().toNanos()) inTime++;
    if (connection.dueNanos() >= arrivals.untimed().toNanos()) {
      long micros = TimeUnit.NANOSECONDS.toMicros(lastAnswer - connection.dueNanos());
      times.recordValue(Math.min(micros, TIME_MAX_MICROS));
    }
    int status = connection.in().status();
    statuses.merge(status, 1L, Long::sum);
    answers.heard(status, connection.in().answer());
  }

  private void lost(Connection connection, IOException reason) {
    LOG.warn("a connection is lost: {}", reason.getMessage());
    if (connection.isAsked()) broken++;
    idle.remove(connection);
    connection.close();
    open--;
  }

  /** Returns whether any request still waits, for an answer or a connection. */
  private boolean isAnyLeft() {
    return idle.size() < open || unbegun() > 0;
  }

  private long unbegun() {
    return arrivals instanceof Arrivals.Scheduled scheduled ? scheduled.planned() - number : 0;
  }

  private long elapsed() {
    return System.nanoTime() - start;
  }

  private static Connection connection(SelectionKey key) {
    return (Connection) key.attachment();
  }
}
