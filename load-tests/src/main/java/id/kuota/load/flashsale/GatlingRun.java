package id.kuota.load.flashsale;

import io.gatling.app.Gatling$;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plays a run with Gatling in this JVM; one at a time.
 *
 * <p>Gatling makes the simulation itself, from its class and without arguments: the simulation
 * finds its run here. Gatling's own words go into a file beside its report.
 */
public final class GatlingRun {

  private static final AtomicReference<@Nullable FlashSaleRun> CURRENT = new AtomicReference<>();

  private GatlingRun() {}

  /** Returns the run for which Gatling has made a simulation. */
  static FlashSaleRun current() {
    FlashSaleRun run = CURRENT.get();
    if (run == null) throw new IllegalStateException("no run is being played");
    return run;
  }

  /**
   * Plays until the last buyer is done.
   *
   * @param folder where the report is put
   * @return the report's first page, if Gatling wrote one
   * @throws IllegalStateException if another run is being played, or Gatling failed
   */
  public static Optional<Path> play(FlashSaleRun run, Path folder) throws IOException {
    if (!CURRENT.compareAndSet(null, run)) {
      throw new IllegalStateException("a run is being played already");
    }
    Files.createDirectories(folder);
    PrintStream terminal = System.out;
    Path words = folder.resolve("gatling.log");
    try (var log = new PrintStream(words.toFile(), StandardCharsets.UTF_8)) {
      System.setOut(log);
      String[] arguments = {"-s", FlashSale.class.getName(), "-rf", folder.toString()};
      int code = Gatling$.MODULE$.fromArgs(arguments);
      if (code != 0) {
        throw new IllegalStateException("Gatling failed with code " + code + ", see " + words);
      }
    } finally {
      System.setOut(terminal);
      CURRENT.set(null);
    }
    try (Stream<Path> found = Files.find(folder, 2, (path, a) -> path.endsWith("index.html"))) {
      return found.findFirst();
    }
  }
}
