package id.kuota.http.cli;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.http.edge.preparation.ScalePlan;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kuota sale}: a sale as an operation, before it begins. */
@Command(
    name = "sale",
    mixinStandardHelpOptions = true,
    description = "Prepares a sale.",
    subcommands = {SaleCommand.Prepare.class, SaleCommand.Plan.class},
    synopsisSubcommandLabel = "COMMAND")
final class SaleCommand {

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private SaleCommand() {}

  /** Which sale, when, and how much of it. */
  static final class Wanted {

    @Parameters(paramLabel = "SALE", description = "Its id.")
    private String sale = "";

    @Option(
        names = "--at",
        required = true,
        converter = Moment.class,
        description = "When it begins: 2026-12-12T10:00:00+07:00.")
    private Instant at = Instant.EPOCH;

    @Option(
        names = "--peak",
        required = true,
        paramLabel = "N",
        description = "Orders per second that are expected then.")
    private long peak;

    @Mixin private OperatorAccess access = new OperatorAccess();

    private JsonNode ask() {
      return access.post(
          "/v1/sales/" + sale + "/preparation", "{\"at\":\"%s\",\"peak\":%d}".formatted(at, peak));
    }
  }

  /** A moment with its offset from UTC. */
  static final class Moment implements CommandLine.ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return java.time.OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        throw new CommandLine.TypeConversionException(
            "'%s' is not a time with an offset, such as 2026-12-12T10:00:00+07:00".formatted(text));
      }
    }
  }

  /** {@code kuota sale prepare}. */
  @Command(
      name = "prepare",
      mixinStandardHelpOptions = true,
      description = {
        "Wakes the quotas of a sale, and says READY or what is missing.",
        "Ends with 0 when it is ready, with 1 when not."
      })
  static final class Prepare implements Callable<Integer> {

    @Mixin private Wanted wanted = new Wanted();

    @Option(names = "--wait", description = "Ask again until it is ready, or the sale begins.")
    private boolean wait;

    @Override
    public Integer call() {
      var console = new Console();
      JsonNode found = wanted.ask();
      while (wait && !found.get("ready").asBoolean() && Instant.now().isBefore(wanted.at)) {
        console.say(missing(found));
        LockSupport.parkNanos(PAUSE.toNanos());
        found = wanted.ask();
      }
      for (JsonNode check : found.get("checks")) {
        console.say(
            "%-8s %-12s %s"
                .formatted(
                    check.get("verdict").asText().toUpperCase(Locale.ROOT),
                    check.get("subject").asText(),
                    check.get("detail").asText()));
      }
      boolean ready = found.get("ready").asBoolean();
      console.say(ready ? console.bold("READY") : missing(found));
      return ready ? 0 : KuotaCommand.FOUND;
    }

    private static String missing(JsonNode found) {
      var subjects = new java.util.ArrayList<String>();
      for (JsonNode check : found.get("checks")) {
        if (check.get("verdict").asText().equals("missing")) {
          subjects.add(check.get("subject").asText());
        }
      }
      return "NOT READY: " + String.join(", ", subjects);
    }
  }

  /** {@code kuota sale scale-plan}. */
  @Command(
      name = "scale-plan",
      mixinStandardHelpOptions = true,
      description = "Says how many nodes a sale takes, for KEDA and for machines without it.")
  static final class Plan implements Callable<Integer> {

    @Mixin private Wanted wanted = new Wanted();

    @Option(
        names = "--base",
        defaultValue = "3",
        description = "Nodes on a quiet day (${DEFAULT-VALUE}).")
    private int base = 3;

    @Option(
        names = "--hours",
        defaultValue = "2",
        description = "How long the sale needs them (${DEFAULT-VALUE}).")
    private int hours = 2;

    @Option(
        names = "--zone",
        defaultValue = "Asia/Jakarta",
        description = "Time zone of the plan (${DEFAULT-VALUE}).")
    private ZoneId zone = ZoneId.of("Asia/Jakarta");

    @Option(
        names = "--per-node",
        paramLabel = "N",
        description = "Orders per second of one node (default: as the nodes were measured).")
    private @Nullable Integer perNode;

    @Override
    public Integer call() {
      var console = new Console();
      Integer rate = perNode != null ? perNode : measured();
      if (rate == null || rate < 1) {
        console.error(
            "The nodes were not measured. Start one with a warm-up (KUOTA_WARM_UP_TIME), or say --per-node.");
        return KuotaCommand.NOT_FIT;
      }
      ScalePlan plan =
          ScalePlan.of(
              wanted.sale, base, wanted.peak, rate, wanted.at, Duration.ofHours(hours), zone);
      console.say(
          "%,d orders/s, one node %,d, a reserve of %d %%: %d nodes"
              .formatted(wanted.peak, rate, ScalePlan.RESERVE_PERCENT, plan.nodes()));
      console.say("");
      console.say("Kubernetes with KEDA (cron knows no year: remove it afterwards):");
      plan.keda().forEach(console::say);
      console.say("");
      console.say("Machines:");
      plan.machines().forEach(console::say);
      return 0;
    }

    /** Returns what one of the running nodes sold, on average; null if that is not known. */
    private @Nullable Integer measured() {
      JsonNode found = wanted.ask();
      JsonNode all = found.get("predicted_orders_per_second");
      return all.isNull() ? null : all.asInt() / Math.max(1, found.get("nodes").asInt());
    }
  }
}
