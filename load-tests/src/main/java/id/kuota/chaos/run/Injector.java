package id.kuota.chaos.run;

import id.kuota.chaos.cluster.Cluster;
import id.kuota.chaos.cluster.NodeSlot;
import id.kuota.chaos.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Makes faults, and ends those that last. Blocks for the time of the fault. */
final class Injector {

  private static final Duration SKEW = Duration.ofHours(3);
  private static final Duration SKEWED_START_MAX = Duration.ofMinutes(1);

  /** As long as PostgreSQL is away when it was killed, before it is started again. */
  private static final Duration DATABASE_AWAY = Duration.ofSeconds(2);

  private final Cluster cluster;
  private final Consumer<String> say;

  Injector(Cluster cluster, Consumer<String> say) {
    this.cluster = cluster;
    this.say = say;
  }

  /** Returns the nodes that a fault hits. */
  List<NodeSlot> victims(Fault fault, Map<String, String> owners, String hot) {
    List<NodeSlot> nodes = cluster.nodes();
    List<NodeSlot> running = nodes.stream().filter(NodeSlot::isRunning).toList();
    // A fault of a node that has just been killed would be none.
    List<NodeSlot> choice = running.isEmpty() ? nodes : running;
    NodeSlot any = choice.get(fault.pick() % choice.size());
    return switch (fault.kind()) {
      case KILL_HOT_OWNER -> List.of(cluster.byAddress(owners.getOrDefault(hot, "")).orElse(any));
      case KILL_OLDEST, OLDEST_APART -> List.of(cluster.oldest().orElse(any));
      case YOUNGEST_APART -> List.of(cluster.youngest().orElse(any));
      case KILL_ANY,
          FREEZE,
          STOP,
          UPDATE,
          NODE_AND_DATABASE_KILL,
          ISOLATED,
          DATABASE_WITH_ONE,
          NODE_WITHOUT_DATABASE,
          SLOW,
          SKEWED ->
          List.of(any);
      case ONE_WAY -> List.of(any, nodes.get((any.number() + 1) % nodes.size()));
      case DATABASE_KILL, DATABASE_STALL -> List.of();
      case ALL_APART -> nodes;
    };
  }

  /** Returns what is done, and to which node. */
  static String words(Fault fault, List<NodeSlot> victims) {
    String which =
        victims.stream()
            .map(node -> String.valueOf(node.number()))
            .collect(Collectors.joining(", "));
    return fault.kind().title() + (which.isEmpty() ? "" : ": node " + which);
  }

  /** Makes a fault that {@link Cluster#heal} or a supervisor ends. */
  void inject(Fault fault, List<NodeSlot> victims) {
    switch (fault.kind()) {
      case KILL_ANY, KILL_HOT_OWNER, KILL_OLDEST -> victims.getFirst().kill();
      case STOP -> victims.getFirst().askToStop();
      case UPDATE -> victims.getFirst().update();
      case FREEZE -> victims.getFirst().freeze();
      case DATABASE_KILL -> killDatabase();
      case DATABASE_STALL -> cluster.database().stall();
      case NODE_AND_DATABASE_KILL -> {
        victims.getFirst().kill();
        killDatabase();
      }
      case ISOLATED -> {
        apart(victims.getFirst());
        withoutDatabase(victims.getFirst());
      }
      case DATABASE_WITH_ONE -> {
        apart(victims.getFirst());
        cluster.nodes().stream()
            .filter(node -> node != victims.getFirst())
            .forEach(this::withoutDatabase);
      }
      case OLDEST_APART, YOUNGEST_APART -> apart(victims.getFirst());
      case ALL_APART -> cluster.nodes().forEach(this::apart);
      case ONE_WAY ->
          cluster.network().cut(victims.getFirst().number(), victims.getLast().number());
      case NODE_WITHOUT_DATABASE -> withoutDatabase(victims.getFirst());
      case SLOW -> cluster.slowDown(victims.getFirst());
      case SKEWED -> {
        victims.getFirst().skewClock(SKEW);
        victims.getFirst().kill();
        // From then on it counts; the clock of a node that has not yet started skews nothing.
        if (!cluster.await(cluster::isWhole, SKEWED_START_MAX)) {
          say.accept("the node with the wrong clock did not come in: this fault proves nothing");
        }
      }
    }
    boolean _ = cluster.pause(fault.time());
  }

  /** Ends a fault. */
  void heal(Fault fault, List<NodeSlot> victims) {
    cluster.heal();
    switch (fault.kind()) {
      case SKEWED -> victims.getFirst().kill();
      case KILL_ANY,
          KILL_HOT_OWNER,
          KILL_OLDEST,
          FREEZE,
          STOP,
          UPDATE,
          DATABASE_KILL,
          DATABASE_STALL,
          NODE_AND_DATABASE_KILL,
          ISOLATED,
          DATABASE_WITH_ONE,
          OLDEST_APART,
          YOUNGEST_APART,
          ALL_APART,
          ONE_WAY,
          NODE_WITHOUT_DATABASE,
          SLOW -> {
        // A supervisor starts what has ended.
      }
    }
  }

  private void killDatabase() {
    cluster.database().kill();
    boolean _ = cluster.pause(DATABASE_AWAY);
    cluster.database().startAgain();
  }

  private void apart(NodeSlot one) {
    for (NodeSlot other : cluster.nodes()) {
      if (other == one) continue;
      cluster.network().cut(one.number(), other.number());
      cluster.network().cut(other.number(), one.number());
    }
  }

  private void withoutDatabase(NodeSlot node) {
    cluster.network().cutFromDatabase(node.number(), cluster.database().port());
  }
}
