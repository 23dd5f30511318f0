package id.kuota.load;

import static java.util.Objects.requireNonNull;

import id.kuota.load.buyer.BuyerPlans;
import id.kuota.load.report.Screen;
import id.kuota.load.report.Summary;
import id.kuota.load.server.Node;
import id.kuota.load.server.NodeFile;
import id.kuota.load.server.ServerProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kuota load flash-sale}. */
@Command(
    name = "flash-sale",
    resourceBundle = "id.kuota.load.FlashSaleCommand",
    description = {
      "Creates a sale of its own and lets buyers come at a rate, whether or not the server keeps up."
          + " Some pay, some abandon, some cancel, some send everything twice. At the end every"
          + " order, ticket and quota is compared with the buyers' answers.",
      "Ends with 0 if all is well, 1 if the server broke its word or a goal was missed, 2 if there"
          + " was no run."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class FlashSaleCommand implements Callable<Integer> {

  private static final DateTimeFormatter RUN_NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /** An order has two units on average; so there is room to spare. */
  private static final int UNITS_PER_ORDER_MAX = 4;

  private static final int FRONT_ROW_SHARE = 400;

  private static final int RATE_MAX = 100_000;
  private static final Duration HOLD_MIN = Duration.ofSeconds(1);
  private static final Pattern SALE = Pattern.compile("[a-z0-9][a-z0-9-]{0,49}");

  @Option(names = "--url", paramLabel = "URL")
  private @Nullable String url;

  @Option(names = "--operator-key", paramLabel = "KEY")
  private @Nullable String operatorKey;

  @Option(names = "--rate", paramLabel = "N", defaultValue = "1000")
  private double rate;

  @Option(names = "--ramp", paramLabel = "TIME", defaultValue = "60s")
  private Duration ramp = Duration.ZERO;

  @Option(names = "--duration", paramLabel = "TIME", defaultValue = "60s")
  private Duration duration = Duration.ZERO;

  @Option(names = "--hold", paramLabel = "TIME", defaultValue = "30s")
  private Duration hold = Duration.ZERO;

  @Option(names = "--patience", paramLabel = "TIME", defaultValue = "10s")
  private Duration patience = Duration.ZERO;

  @Option(names = "--settle", paramLabel = "TIME", defaultValue = "2m")
  private Duration settle = Duration.ZERO;

  @Option(names = "--sale", paramLabel = "ID")
  private @Nullable String sale;

  @Option(names = "--capacity", paramLabel = "N")
  private @Nullable Long capacity;

  @Option(names = "--push", paramLabel = "PERCENT", defaultValue = "5")
  private double push;

  @Option(names = "--paying", paramLabel = "PERCENT", defaultValue = "30")
  private int paying;

  @Option(names = "--seed", paramLabel = "N")
  private @Nullable Long seed;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final Goals goals = new Goals();

  @Override
  public Integer call() throws IOException {
    checkValues();
    Instant now = Instant.now();
    Path project = Path.of(System.getProperty("kuota.home", "."));
    Screen screen = Screen.ofThisProcess();
    String name = sale == null ? "load-" + RUN_NAME.format(now) : sale;
    FlashSaleRunner.Run run =
        new FlashSaleRunner.Run(
            name, node(project), seed(), rate, push / 100, paying, times(), units(), now);
    Path folder = project.resolve(".kuota").resolve("load").resolve(name);
    Summary summary = new FlashSaleRunner(run, goals, folder, screen).play();
    Learning.counts();
    return summary.passed() ? 0 : 1;
  }

  private void checkValues() {
    require(rate > 0 && rate <= RATE_MAX, "--rate is 1 to " + RATE_MAX);
    require(push >= 0 && push <= 100, "--push is 0 to 100");
    require(
        paying >= 0 && paying <= BuyerPlans.PAYING_MAX,
        "--paying is 0 to " + BuyerPlans.PAYING_MAX);
    require(duration.isPositive(), "--duration is longer than nothing");
    require(patience.isPositive(), "--patience is longer than nothing");
    require(hold.compareTo(HOLD_MIN) >= 0, "--hold is at least 1s");
    require(capacity == null || capacity > 0, "--capacity is at least 1");
    require(sale == null || SALE.matcher(sale).matches(), "--sale is a-z, 0-9 and -, at most 50");
  }

  private void require(boolean fulfilled, String rule) {
    if (!fulfilled) throw new ParameterException(requireNonNull(spec).commandLine(), rule);
  }

  private FlashSaleRunner.Times times() {
    return new FlashSaleRunner.Times(ramp, duration, hold, patience, settle);
  }

  private FlashSaleRunner.Units units() {
    long orders = Math.round(rate * (duration.toMillis() + ramp.toMillis() / 2.0) / 1_000) + 1;
    long hot = capacity == null ? orders * UNITS_PER_ORDER_MAX : capacity;
    return new FlashSaleRunner.Units(hot, Math.max(10, orders / FRONT_ROW_SHARE));
  }

  private long seed() {
    return seed == null ? ThreadLocalRandom.current().nextLong(1_000_000_000) : seed;
  }

  private Node node(Path project) {
    NodeFile file = NodeFile.of(project);
    String address = url == null ? file.url().orElseThrow(() -> missing("--url", file)) : url;
    String key =
        operatorKey == null
            ? file.operatorKey().orElseThrow(() -> missing("--operator-key", file))
            : operatorKey;
    try {
      URI uri = URI.create(address);
      if (uri.getScheme() != null && uri.getScheme().startsWith("http") && uri.getHost() != null) {
        return new Node(uri, key);
      }
    } catch (IllegalArgumentException malformed) {
      throw new ServerProblem(address + " is not an address like http://127.0.0.1:8080", malformed);
    }
    throw new ServerProblem(address + " is not an address like http://127.0.0.1:8080");
  }

  private static ServerProblem missing(String option, NodeFile file) {
    return new ServerProblem(
        "%s is missing, and %s names no running node; start one with ./kuota dev, or give %s"
            .formatted(option, file.path(), option));
  }
}
