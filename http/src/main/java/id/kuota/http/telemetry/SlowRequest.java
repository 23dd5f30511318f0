package id.kuota.http.telemetry;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that took long or failed. Nothing in it says whose it was.
 *
 * @param route its path as in the OpenAPI document, with parameters in braces
 * @param code of the problem that was answered; null if none was
 */
public record SlowRequest(
    String traceId,
    String method,
    String route,
    int status,
    Duration took,
    Instant at,
    @Nullable String code) {}
