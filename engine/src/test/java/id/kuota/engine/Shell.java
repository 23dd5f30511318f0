package id.kuota.engine;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The part of the engine that is not pure. Only what stands here may know Pekko, a clock or a log;
 * everything else is rules and values. The list is short on purpose: add to it only a class that
 * carries messages or timers and decides nothing, and say why.
 */
enum Shell {
  ENTITY(".*Entity", "the one Pekko file of each concept"),
  BATCHER(
      "QuotaBatchers?|OwnBatcher|AnsweredBatches", "gather requests while a batch is in flight"),
  FACADE(
      "Engine|EngineActors|EngineSettings|EntityTypes|Sharded.*",
      "puts the actors together and asks them"),
  ORDER(
      "OrderAcquisition|OrderInternal|OrderMessage",
      "carries the references of clients, for OrderEntity"),
  RUNTIME(
      "EntityAsk|EntityContext|EntityKind|EntityShards|PersistentEntity|EntitySurroundings|EventStream|UnreadStreams|EntitySnapshots|HotShardsFirst|LostRegions|ResidencyPermits|Retransmission",
      "the part of the entities' runtime that knows Pekko"),
  TELEMETRY(
      "Telemetry|TelemetrySetup|Traces|Outage|LogEntry|LogForm",
      "the ports of metrics, traces and log"),
  RATES("RateCounters|RateMessage", "carry questions for permits between nodes"),
  SPANS("SpanCarrier|TraceInstrument", "carries spans beside messages"),
  CART_ORDERS("ShardedCartOrders", "asks the orders of carts"),
  WORDS("ShardedOrderLookup|TicketsOfOrders", "asks the orders of tickets, and tickets for orders"),
  OWNERS("HoldResolver", "a port whose answer goes to an actor"),
  WAKER("DueQuotaScanner|PendingOrderScanner", "a timer that starts due entities");

  /** Everything outside the shell: rules and values. */
  static final DescribedPredicate<JavaClass> PURE =
      describe("are pure", type -> Stream.of(values()).noneMatch(part -> part.holds(type)));

  static final DescribedPredicate<JavaClass> THE_FACADE = describe("are the facade", FACADE::holds);

  private final Pattern names;

  Shell(String names, String why) {
    this.names = Pattern.compile(names);
    if (why.isBlank()) throw new IllegalArgumentException("say why " + names + " is not pure");
  }

  /** Whether a class, or the one that it is declared in, belongs to this part. */
  boolean holds(JavaClass type) {
    String topLevel = type.getName().replaceFirst("\\$.*", "");
    return names.matcher(topLevel.substring(topLevel.lastIndexOf('.') + 1)).matches();
  }
}
