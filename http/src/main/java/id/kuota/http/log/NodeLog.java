package id.kuota.http.log;

import static id.kuota.engine.telemetry.LogForm.debug;
import static id.kuota.engine.telemetry.LogForm.error;
import static id.kuota.engine.telemetry.LogForm.info;
import static id.kuota.engine.telemetry.LogForm.warn;

import id.kuota.engine.telemetry.LogEntry;
import id.kuota.engine.telemetry.LogForm;
import id.kuota.engine.telemetry.LogKey;

/** What a node logs of its start, its cluster and its end. */
public enum NodeLog implements LogEntry {
  NODE_FOUNDS_CLUSTER(
      info(
          "node founds the cluster",
          "No other node has a lease.",
          LogKey.CLUSTER,
          LogKey.NODE,
          LogKey.EPOCH)),
  NODE_JOINS_CLUSTER(
      info(
          "node joins the cluster",
          "It asks the members whose leases live.",
          LogKey.CLUSTER,
          LogKey.NODE,
          LogKey.EPOCH,
          LogKey.MEMBERS)),
  NODE_NOT_LET_IN(
      warn(
          "node is not let in; do the nodes reach each other?",
          "The members have not answered for 10 s.",
          "Check KUOTA_CLUSTER_HOST and KUOTA_CLUSTER_PORT of each node, and the network policy.",
          LogKey.MEMBERS)),
  NODE_JOINS_OTHERS(
      info(
          "node joins other members; the earlier ones are gone",
          "Nodes were replaced while it" + " was joining.",
          LogKey.MEMBERS)),
  NODE_FOUNDS_ANEW(
      info(
          "node founds the cluster anew; its members are gone",
          "All members have lost their leases while it was joining.",
          LogKey.MEMBERS)),
  JOINING_UNANSWERED(debug("the database does not answer whom to join", "It is asked again.")),
  FIGURES_UNREAD(
      warn(
          "figures of the read models are out of date",
          "The database does not answer the query for refunds, overdue holds, people inside,"
              + " silent devices and oversold units. Their metrics keep the last values.",
          "Check the database; the query is made again every 15 s.",
          LogKey.CAUSE)),
  TRACES_NOT_TAKEN(
      warn(
          "collector does not take traces",
          "Spans are lost until it does; no request waits for it.",
          "Check KUOTA_TRACES_OTLP_ENDPOINT and the collector.",
          LogKey.CAUSE)),
  TRACES_TAKEN(info("collector takes traces again", "The trouble of the collector has ended.")),
  TRACES_ENDED(
      warn(
          "traces are no longer sent",
          "The thread that sends them was interrupted.",
          "Restart the node if traces are wanted.",
          LogKey.COUNT)),
  WARM_UP_DONE(
      info(
          "warm-up is done",
          "The code that buyers run is compiled.",
          LogKey.AFTER_MS,
          LogKey.COUNT,
          LogKey.P99_MS)),
  WARM_UP_ROUND(
      debug(
          "warm-up round",
          "A round of synthetic orders.",
          LogKey.RATE,
          LogKey.P99_MS,
          LogKey.COMPILER_MS)),
  WARM_UP_FAILED(
      warn(
          "warm-up failed; the node starts cold",
          "Its first buyers wait longer.",
          "Nothing for this start; see the stack trace if it repeats.")),
  CAPACITY_UNNOTED(
      warn(
          "capacity of this node was measured and could not be noted",
          "`kuota sale prepare` counts without this node.",
          "Check the database.")),
  DESCRIPTORS_FEW(
      warn(
          "fewer connections than the settings allow; raise ulimit -n",
          "The process may open fewer files than it needs for its connections.",
          "Raise the limit: LimitNOFILE of the unit, or ulimits of the container.",
          LogKey.LIMIT,
          LogKey.CONNECTIONS,
          LogKey.WANTED)),
  NODE_STARTED(info("node has started and takes requests", "Its edge is open.", LogKey.AFTER_MS)),
  NODE_READY(info("node is ready", "A probe of /ready got 200 for the first time, or again.")),
  NODE_NOT_READY(
      info(
          "node is not ready",
          "A probe of /ready got 503; the load balancer takes the node out.",
          LogKey.REASON)),
  TYPE_REGISTERED(
      info(
          "shard region of a new entity type registered",
          "The members of the earlier release are gone.",
          LogKey.TYPE)),
  TYPE_LACKED(
      warn(
          "the oldest member does not have this entity type; continue the update",
          "Readiness no longer waits for the type. Its requests time out until members of this"
              + " release are the oldest.",
          "Continue the rolling update.",
          LogKey.TYPE,
          LogKey.OLDEST)),
  MEMBER_JOINS(info("member joins", "A node asks to be let in.", LogKey.MEMBER)),
  MEMBER_UP(info("member is up, and gets shards", "Shards move to it.", LogKey.MEMBER)),
  MEMBER_LEAVES(
      info("member leaves, and hands over its shards", "It stops in order.", LogKey.MEMBER)),
  MEMBER_EXITED(info("member has handed over its shards", "It stops soon.", LogKey.MEMBER)),
  MEMBER_DOWN(
      warn(
          "member is out, and its shards start elsewhere",
          "A node was lost. Its quotas stand still until they have started elsewhere.",
          "Look at its log and machine. Its supervisor starts it again.",
          LogKey.MEMBER)),
  MEMBER_GONE(info("member is gone", "It is no part of the cluster any more.", LogKey.MEMBER)),
  MEMBER_UNREACHABLE(
      warn(
          "member is unreachable; it is fenced if its lease runs out",
          "It does not answer heartbeats.",
          "Check the node and the network between the nodes if it lasts.",
          LogKey.MEMBER)),
  MEMBER_REACHABLE(info("member is reachable again", "It answers heartbeats.", LogKey.MEMBER)),
  MEMBER_FENCED(
      warn(
          "member fenced and removed",
          "Its lease has ended, so it writes nothing any more and others take over.",
          "Look at its log and machine.",
          LogKey.MEMBER,
          LogKey.REASON)),
  SHARDS_MOVED(
      info(
          "shards of this node have changed",
          "What the node has got or given after a change of members.",
          LogKey.SHARDS,
          LogKey.REASON)),
  CLUSTER_UNREAD(
      warn(
          "leases and projections cannot be read",
          "The picture of the cluster lacks them.",
          "Check the database.",
          LogKey.CAUSE)),
  CLUSTER_READ_AGAIN(
      info("leases and projections are read again", "The picture is whole.", LogKey.AFTER_MS)),
  NODE_LOST(
      warn(
          "node is out of the cluster; its process ends, to be started again",
          "Its lease was lost, or the others have removed it.",
          "Nothing if its supervisor starts it again. See the reason if it repeats.",
          LogKey.REASON)),
  NODE_LEAVES(
      info(
          "node leaves the cluster: finishes its requests, then hands over its shards",
          "It was asked to stop.")),
  NODE_LEFT(info("node has left the cluster", "Its lease has ended.", LogKey.AFTER_MS)),
  NODE_STOP_LATE(
      warn(
          "actor system did not stop in time",
          "What was in flight may have no answer; the journal has what was acknowledged.",
          "Nothing.")),
  SHUTDOWN_STEP_FAILED(
      warn(
          "a step of the shutdown failed; the shutdown goes on",
          "One part did not close in order.",
          "Nothing.")),
  RECORDING_BEGAN(
      info(
          "flight recording began",
          "An operator asked for a profile of this process.",
          LogKey.SECONDS)),
  RECORDING_FAILED(
      warn(
          "flight recording failed",
          "The profile could not be taken or written.",
          "See the stack trace; is there space in the folder for temporary files?")),
  COMMAND_FAILED(
      error(
          "a command failed",
          "A fault of Kuota in a command that a person has typed.",
          "Report it with its stack trace."));

  @SuppressWarnings("ImmutableEnumChecker") // A record of values.
  private final LogForm form;

  NodeLog(LogForm form) {
    this.form = form;
  }

  @Override
  public LogForm form() {
    return form;
  }
}
