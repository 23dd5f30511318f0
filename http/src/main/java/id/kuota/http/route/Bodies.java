package id.kuota.http.route;

import id.kuota.http.problem.Checked;
import id.kuota.http.problem.Problem;
import id.kuota.http.problem.ProblemCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.util.ByteString;

/** Reads bodies, never more than {@link #BYTES_MAX} and never longer than {@link #TIME_MAX}. */
public final class Bodies {

  public static final int BYTES_MAX = 64 * 1024;
  public static final Duration TIME_MAX = Duration.ofSeconds(5);

  /**
   * Up to here the rest of a body that is too large is thrown away, so that its sender gets an
   * answer. Beyond it the connection is cut.
   */
  private static final long THROWN_AWAY_MAX = 8 * 1024 * 1024;

  private final ClassicActorSystemProvider system;

  public Bodies(ClassicActorSystemProvider system) {
    this.system = system;
  }

  CompletionStage<Checked<byte[]>> read(RequestEntity entity) {
    if (entity instanceof HttpEntity.Strict strict) {
      return CompletableFuture.completedFuture(checked(strict.getData()));
    }
    return entity
        .withSizeLimit(THROWN_AWAY_MAX)
        .getDataBytes()
        .completionTimeout(TIME_MAX)
        .runFold(ByteString.emptyByteString(), Bodies::gather, system)
        .handle((bytes, failure) -> failure == null ? checked(bytes) : problem(failure));
  }

  /** Reads nothing. A body that nobody reads would block the connection. */
  public void throwAway(RequestEntity entity) {
    if (!entity.isStrict()) {
      entity.withSizeLimit(THROWN_AWAY_MAX).discardBytes(system);
    }
  }

  private static ByteString gather(ByteString bytes, ByteString more) {
    return bytes.size() > BYTES_MAX ? bytes : bytes.concat(more);
  }

  private static Checked<byte[]> checked(ByteString bytes) {
    return bytes.size() > BYTES_MAX ? tooLarge() : new Checked.Valid<>(bytes.toArray());
  }

  private static Checked<byte[]> problem(Throwable failure) {
    return switch (failure) {
      case CompletionException wrapped when wrapped.getCause() != null ->
          problem(wrapped.getCause());
      case EntityStreamSizeException tooLarge -> tooLarge();
      case TimeoutException late -> new Checked.Invalid<>(Problem.of(ProblemCode.REQUEST_TIMEOUT));
      default ->
          new Checked.Invalid<>(
              Problem.of(ProblemCode.MALFORMED_REQUEST, "The body broke off or is not valid."));
    };
  }

  private static Checked<byte[]> tooLarge() {
    return new Checked.Invalid<>(
        Problem.of(
            ProblemCode.BODY_TOO_LARGE, "A body may have at most %d bytes.".formatted(BYTES_MAX)));
  }
}
