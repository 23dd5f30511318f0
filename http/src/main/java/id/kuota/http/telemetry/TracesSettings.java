package id.kuota.http.telemetry;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Which requests are traced, and where the traces go.
 *
 * @param endpoint of a collector that takes OTLP over HTTP; empty: nothing is recorded
 * @param sample the part of the requests that is recorded, from 0 to 1; a client's own decision
 *     goes before it
 * @param slow a request that takes so long is recorded in any case, as one is that fails
 */
public record TracesSettings(Optional<URI> endpoint, double sample, Duration slow) {

  /** No traces. */
  public static final TracesSettings OFF =
      new TracesSettings(Optional.empty(), 0, Duration.ofSeconds(1));
}
