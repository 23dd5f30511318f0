package id.kuota.http.edge.connection;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection as the server sees it. Its stream reports to it, in one thread at a time; any
 * thread may read. Moments are nanoseconds of {@link System#nanoTime}.
 */
final class Connection {

  /** What it is doing. */
  enum Phase {
    /** Nothing has come yet. */
    OPENED,
    /** A head has begun and is not whole. */
    HEAD,
    /** A request is being answered; what comes is its body. */
    REQUEST,
    /** A request was answered; the next has not begun. */
    IDLE,
    /** Notes that it is being closed. */
    ENDING
  }

  /**
   * How dispensable a connection was when it was looked at: first those that were of no use yet,
   * then those with a slow head, then the idle ones; of each the oldest.
   */
  record Standing(Connection connection, int rank, long age) implements Comparable<Standing> {
    @Override
    public int compareTo(Standing other) {
      int byRank = Integer.compare(rank, other.rank);
      return byRank == 0 ? Long.compare(other.age, age) : byRank;
    }
  }

  private final InetAddress peer;
  private final boolean ofProxy;
  private volatile Phase phase = Phase.OPENED;
  private volatile long since;
  private volatile long active;
  private volatile boolean served;
  private volatile long writingSince;
  private volatile int writing;
  private volatile @Nullable Consumer<Ending> ends;
  private volatile @Nullable Ending endedAlready;
  private int headBytes;
  private int headPieces;

  /**
   * Creates a connection that has just been accepted.
   *
   * @param peer the address under which it is counted
   * @param ofProxy whether the peer is a trusted proxy
   */
  Connection(InetAddress peer, boolean ofProxy, long now) {
    this.peer = peer;
    this.ofProxy = ofProxy;
    this.since = now;
    this.active = now;
  }

  InetAddress peer() {
    return peer;
  }

  boolean isOfProxy() {
    return ofProxy;
  }

  Phase phase() {
    return phase;
  }

  /** From now on this ends it, in the thread of its stream; at once if it was to end before. */
  void endsBy(Consumer<Ending> stream) {
    ends = stream;
    Ending already = endedAlready;
    if (already != null) stream.accept(already);
  }

  /** Ends it soon. */
  void end(Ending why) {
    endedAlready = why;
    Consumer<Ending> stream = ends;
    if (stream != null) stream.accept(why);
  }

  /**
   * Bytes have come.
   *
   * @return whether the server goes on to read them; not of a head that is too large
   */
  boolean received(int bytes, long now) {
    active = now;
    if (phase == Phase.OPENED || phase == Phase.IDLE) {
      headBytes = 0;
      headPieces = 0;
      enter(Phase.HEAD, now);
    }
    if (phase != Phase.HEAD) return true;
    boolean isTooLarge =
        headBytes > ConnectionSettings.HEAD_BYTES_MAX
            || headPieces >= ConnectionSettings.HEAD_PIECES_MAX;
    headBytes += bytes; // A head that ends in this piece may have its body in it, too.
    headPieces++;
    return !isTooLarge;
  }

  /** Notes a complete head, whose request is being answered. */
  void requestBegan(long now) {
    if (phase != Phase.ENDING) enter(Phase.REQUEST, now);
  }

  /** Notes the answer. */
  void requestAnswered(long now) {
    served = true;
    if (phase == Phase.REQUEST) enter(Phase.IDLE, now);
  }

  /** Bytes of an answer go to the client. */
  void writing(int bytes, long now) {
    active = now;
    writing = bytes;
    writingSince = now == 0 ? 1 : now;
  }

  /** Notes that the client has read all written bytes. */
  void written(long now) {
    if (writingSince == 0) return;
    active = now;
    writingSince = 0;
  }

  /** Notes that it is being closed. */
  void ending(long now) {
    enter(Phase.ENDING, now);
  }

  /** Returns the reason to end it now, if there is one. */
  Optional<Ending> overdue(Duration headTime, Duration idleTime, long now) {
    long written = writingSince; // Read once: it may be zero the next time.
    if (written != 0) return after(readTime(), written, now, Ending.RESET);
    return switch (phase) {
      case OPENED -> after(ConnectionSettings.FIRST_BYTE_MAX, since, now, Ending.QUIET);
      case HEAD -> after(headTime, since, now, Ending.LATE_HEAD);
      case REQUEST -> after(idleTime, active, now, Ending.RESET);
      case IDLE -> after(idleTime, active, now, Ending.QUIET);
      case ENDING -> after(ConnectionSettings.CLOSE_MAX, since, now, Ending.RESET);
    };
  }

  /** Returns whether nothing is lost if another takes its place. */
  boolean isDispensable() {
    return phase != Phase.REQUEST && phase != Phase.ENDING && !isWriting();
  }

  /** Returns whether neither a request nor an answer is in flight, nor a head. */
  boolean isQuiet() {
    return isDispensable() && phase != Phase.HEAD;
  }

  /** Returns how dispensable it is now; empty if it is not. */
  Optional<Standing> standing(long now) {
    if (!isDispensable()) return Optional.empty();
    int rank = served ? phase == Phase.HEAD ? 1 : 2 : 0;
    return Optional.of(new Standing(this, rank, now - since));
  }

  private boolean isWriting() {
    return writingSince != 0;
  }

  private Duration readTime() {
    return ConnectionSettings.READ_MAX.plusSeconds(
        writing / ConnectionSettings.READ_BYTES_PER_SECOND);
  }

  private static Optional<Ending> after(Duration most, long since, long now, Ending ending) {
    return now - since > most.toNanos() ? Optional.of(ending) : Optional.empty();
  }

  private void enter(Phase next, long now) {
    since = now;
    phase = next;
  }
}
