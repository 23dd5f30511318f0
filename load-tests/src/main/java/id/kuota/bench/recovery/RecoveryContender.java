package id.kuota.bench.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import id.kuota.bench.measure.Contender;
import id.kuota.bench.measure.Effort;
import id.kuota.bench.measure.Round;
import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Violation;
import id.kuota.bench.surroundings.JavaCommand;
import id.kuota.persistence.database.DatabaseSettings;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;

/** One quota that comes back, in this JVM or in a new one. */
record RecoveryContender(DatabaseSettings database, StoredQuota quota, int open, Place place)
    implements Contender {

  static final String ANSWERED = "answered";

  private static final int WARM_UPS = 5;
  private static final List<String> FLAGS = List.of("-Dlogback.configurationFile=logback-load.xml");

  /** In which JVM. */
  enum Place {
    NEW_JVM,
    WARM;

    String words() {
      return this == WARM ? "warm" : "new JVM";
    }
  }

  @Override
  public String name() {
    return place.words() + ", " + quota.id();
  }

  int behind() {
    return quota.behind();
  }

  @Override
  public void warmUp(Effort effort) throws Exception {
    if (place == Place.NEW_JVM) return;
    for (int i = 0; i < WARM_UPS; i++) {
      Recovery.of(database, quota.id());
    }
  }

  @Override
  public Round round(Effort effort) throws Exception {
    Recovery recovery =
        switch (place) {
          case NEW_JVM -> inNewJvm();
          case WARM -> Recovery.of(database, quota.id());
        };
    return new Round(
        List.of(Figure.of(ANSWERED, "ms", recovery.took().toNanos() / 1e6)), books(recovery));
  }

  private Recovery inNewJvm() throws IOException, InterruptedException {
    List<String> arguments =
        List.of(database.url(), database.user(), database.password(), quota.id().value());
    Process process =
        new ProcessBuilder(JavaCommand.of(FLAGS, Recovery.class.getName(), arguments))
            .redirectError(Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) throw new IOException("no quota came back; it said: " + said);
    return Recovery.parse(said);
  }

  /** Everything that was written is there, and nothing else. */
  private List<Violation> books(Recovery recovery) {
    Recovery.Numbers expected = quota.numbers(open);
    return recovery.numbers().equals(expected)
        ? List.of()
        : List.of(
            new Violation(name(), "%s came back as %s".formatted(expected, recovery.numbers())));
  }
}
