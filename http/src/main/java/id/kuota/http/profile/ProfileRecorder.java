package id.kuota.http.profile;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/**
 * Takes flight recordings of this process, one at a time, with the settings of {@code kuota.jfc}:
 * the JDK's own cost a busy node too much, and write its environment, where its secrets are, into
 * the file. Each is bounded in time and size, and its file lasts until the next one. Thread-safe.
 */
final class ProfileRecorder {

  /** Older events are dropped beyond it; half a minute of a busy node has some megabytes. */
  private static final long BYTES_MAX = 64L << 20;

  private static final String SETTINGS = "kuota.jfc";
  private static final Duration SAMPLE_PERIOD = Duration.ofMillis(20);

  /** Starting and writing a recording blocks. */
  private final Executor threads;

  private final AtomicBoolean running = new AtomicBoolean();
  private @Nullable Path last;

  ProfileRecorder(Executor threads) {
    this.threads = threads;
  }

  /**
   * Records from now on.
   *
   * @return completes with the file when the time is over; empty if another one is running
   */
  Optional<CompletionStage<Path>> record(Duration length) {
    if (!running.compareAndSet(false, true)) return Optional.empty();
    return Optional.of(
        CompletableFuture.supplyAsync(ProfileRecorder::start, threads)
            .thenCompose(recording -> later(length, recording))
            .whenComplete((_, _) -> running.set(false)));
  }

  private static Recording start() {
    try {
      var recording = new Recording(settings());
      if (!System.getProperty("os.name", "").startsWith("Linux")) {
        // Samples by processor time are there on Linux alone.
        recording.enable("jdk.ExecutionSample").withPeriod(SAMPLE_PERIOD);
      }
      recording.setName("kuota-profile");
      recording.setToDisk(true);
      recording.setMaxSize(BYTES_MAX);
      recording.start();
      return recording;
    } catch (IOException | ParseException e) {
      throw new CompletionException("the settings of profiles cannot be read", e);
    }
  }

  private static Configuration settings() throws IOException, ParseException {
    try (InputStream settings = ProfileRecorder.class.getResourceAsStream(SETTINGS)) {
      if (settings == null) throw new FileNotFoundException(SETTINGS);
      return Configuration.create(new InputStreamReader(settings, StandardCharsets.UTF_8));
    }
  }

  private CompletionStage<Path> later(Duration length, Recording recording) {
    Executor after =
        CompletableFuture.delayedExecutor(length.toMillis(), TimeUnit.MILLISECONDS, threads);
    return CompletableFuture.supplyAsync(() -> written(recording), after);
  }

  /** Called by one thread at a time: {@link #running}. */
  private Path written(Recording recording) {
    try (recording) {
      recording.stop();
      if (last != null) Files.deleteIfExists(last);
      Path file = Files.createTempFile("kuota-profile-", ".jfr");
      file.toFile().deleteOnExit();
      last = file;
      recording.dump(file);
      return file;
    } catch (IOException e) {
      throw new CompletionException("the recording cannot be written", e);
    }
  }
}
