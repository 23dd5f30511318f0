package id.kuota.chaos.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Kinds of faults, by what they need and how long they last. */
public enum FaultKind {
  KILL_ANY("SIGKILL of a node", Need.PROCESSES, 0, 0),
  KILL_HOT_OWNER("SIGKILL of the owner of the hot quota", Need.PROCESSES, 0, 0),
  KILL_OLDEST("SIGKILL of the oldest node", Need.PROCESSES, 0, 0),
  FREEZE("SIGSTOP of a node, then SIGCONT", Need.PROCESSES, 5, 40),
  STOP("SIGTERM of a node", Need.PROCESSES, 0, 0),
  UPDATE("SIGTERM of a node, which comes back as this build", Need.EARLIER_BUILD, 0, 0),
  DATABASE_KILL("SIGKILL of PostgreSQL, then start", Need.PROCESSES, 0, 0),
  DATABASE_STALL("SIGSTOP of PostgreSQL, then SIGCONT", Need.PROCESSES, 10, 10),
  NODE_AND_DATABASE_KILL("SIGKILL of a node and of PostgreSQL", Need.PROCESSES, 0, 0),
  /** The group of one loses peers and database. */
  ISOLATED("one node without peers and database", Need.NAMESPACES, 8, 20),
  /** The group of one keeps the database. */
  DATABASE_WITH_ONE("all but one node without database, and apart from it", Need.NAMESPACES, 8, 20),
  OLDEST_APART("1|2, all with database: the oldest apart", Need.NAMESPACES, 8, 20),
  YOUNGEST_APART("2|1, all with database: the youngest apart", Need.NAMESPACES, 8, 20),
  ALL_APART("each node apart from each, all with database", Need.NAMESPACES, 8, 20),
  ONE_WAY("one node does not hear another", Need.NAMESPACES, 8, 20),
  NODE_WITHOUT_DATABASE("one node without database, with peers", Need.NAMESPACES, 8, 20),
  SLOW("one node with 5 % of a core", Need.PROCESSOR_LIMIT, 10, 20),
  SKEWED("one node restarted with its clock 3 h ahead", Need.SKEWED_CLOCK, 15, 25);

  /** What the surroundings must offer. */
  public enum Need {
    PROCESSES,
    EARLIER_BUILD,
    NAMESPACES,
    PROCESSOR_LIMIT,
    SKEWED_CLOCK
  }

  private final String title;
  private final Need need;
  private final Duration shortest;
  private final Duration longest;

  FaultKind(String title, Need need, int shortestSeconds, int longestSeconds) {
    this.title = title;
    this.need = need;
    this.shortest = Duration.ofSeconds(shortestSeconds);
    this.longest = Duration.ofSeconds(longestSeconds);
  }

  public String title() {
    return title;
  }

  public Need need() {
    return need;
  }

  public Duration shortest() {
    return shortest;
  }

  public Duration longest() {
    return longest;
  }

  /** Returns those that a run chooses among; an update is made as a whole. */
  public static List<FaultKind> listed() {
    return Arrays.stream(values()).filter(kind -> kind.need != Need.EARLIER_BUILD).toList();
  }

  /** Returns whether PostgreSQL or the way of most nodes to it is hit, and so every quota. */
  public boolean hitsEveryQuota() {
    return switch (this) {
      case DATABASE_KILL, DATABASE_STALL, NODE_AND_DATABASE_KILL, ALL_APART, DATABASE_WITH_ONE ->
          true;
      case KILL_ANY,
          KILL_HOT_OWNER,
          KILL_OLDEST,
          FREEZE,
          STOP,
          UPDATE,
          ISOLATED,
          OLDEST_APART,
          YOUNGEST_APART,
          ONE_WAY,
          NODE_WITHOUT_DATABASE,
          SLOW,
          SKEWED ->
          false;
    };
  }

  /** Returns the name on the command line, like {@code kill-hot-owner}. */
  public String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<FaultKind> ofOption(String option) {
    return listed().stream().filter(kind -> kind.option().equals(option)).findFirst();
  }
}
