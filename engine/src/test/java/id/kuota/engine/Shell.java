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
  BATCHER("QuotaBatcher", "gathers requests while a batch is in flight"),
  FACADE(
      "Engine|EngineActors|EngineSettings|EntityTypes|Carts|Questions",
      "puts the actors together and asks them"),
  DUTY("OrderDuty", "sends what an order owes and repeats it by timer, for OrderEntity"),
  ERRANDS("OrderErrands", "asks gateways and asks again by timer, for OrderEntity"),
  NEWS("OrderNews", "what an order hears, for OrderEntity"),
  PLACING(
      "Placing", "asks the quotas of an order in turn, by the rules of Placement, for OrderEntity"),
  REFILLING(
      "Refilling", "asks the quotas of a cart in turn, by the rules of Refill, for CartEntity"),
  CHECKOUT("CartCheckout", "asks the order of a cart and repeats it by timer, for CartEntity"),
  IDLENESS("Idleness", "asks by timer whether an entity is needed, or done, for the entities"),
  RESTING("RestingPlaces", "one for each system, as Pekko keeps such things, for Idleness"),
  PLUGINS("PluginConfig", "hands Pekko the configuration of its plugins, for the entities"),
  SHARD("Shard", "stops an entity that nobody needs, for the entities"),
  SWEEP("ExpirySweep", "asks owners at the deadline by timer, for QuotaEntity"),
  PACE("AvailabilityPace", "delays a publication by timer, for QuotaEntity"),
  CLOCK("QuotaClock", "reads the clock it was given and lets it never go back, for QuotaEntity"),
  WORDS(
      "OrderWords|WordsOfOrders|TicketsOfOrders",
      "a port whose answer goes to an actor, and who asks"),
  OWNERS("HoldOwners", "a port whose answer goes to an actor"),
  WAKER("QuotaWaker|OrderWaker", "a timer that wakes who has something to do");

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
