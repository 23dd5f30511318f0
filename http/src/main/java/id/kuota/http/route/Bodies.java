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

/** Reads bodies, never more than {@link #BYTES_MAX} and never longer than {@link #TIME_MAX}. */
public final class Bodies {

  public static final int BYTES_MAX = 64 * 1024;
  public static final Duration TIME_MAX = Duration.ofSeconds(5);

  private final ClassicActorSystemProvider system;

  public Bodies(ClassicActorSystemProvider system) {
    this.system = system;
  }

  CompletionStage<Checked<byte[]>> read(RequestEntity entity) {
    if (entity.getContentLengthOption().orElse(0) > BYTES_MAX) {
      entity.discardBytes(system);
      return CompletableFuture.completedFuture(tooLarge());
    }
    if (entity instanceof HttpEntity.Strict strict) {
      return CompletableFuture.completedFuture(valid(strict));
    }
    return entity
        .toStrict(TIME_MAX.toMillis(), BYTES_MAX, system)
        .handle((strict, failure) -> failure == null ? valid(strict) : problem(failure));
  }

  private static Checked<byte[]> valid(HttpEntity.Strict strict) {
    return new Checked.Valid<>(strict.getData().toArray());
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
