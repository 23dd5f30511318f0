package id.kuota.http.edge.route;

import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.problem.Validated;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.stream.javadsl.Sink;
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

  CompletionStage<Validated<byte[]>> read(RequestEntity entity) {
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

  /**
   * Answers a request whose body is not needed, when all of the body has come and is thrown away.
   * Sent before, it might never be read: the server closes a connection on which it answered too
   * early, and bytes that then arrive reset it (RFC 9112, section 9.6). Past the bounds of size and
   * time it is sent all the same; the stage never fails. A client that asks first whether to send
   * ({@code Expect: 100-continue}) gets a yes: the server does not let us see the question.
   */
  public CompletionStage<HttpResponse> answerAfter(HttpRequest request, HttpResponse answer) {
    RequestEntity entity = request.entity();
    if (entity.isStrict()) return CompletableFuture.completedFuture(answer);
    return entity
        .withSizeLimit(THROWN_AWAY_MAX)
        .getDataBytes()
        .completionTimeout(TIME_MAX)
        .runWith(Sink.ignore(), system)
        .handle((_, _) -> answer);
  }

  private static ByteString gather(ByteString bytes, ByteString more) {
    return bytes.size() > BYTES_MAX ? bytes : bytes.concat(more);
  }

  private static Validated<byte[]> checked(ByteString bytes) {
    return bytes.size() > BYTES_MAX ? tooLarge() : new Validated.Valid<>(bytes.toArray());
  }

  private static Validated<byte[]> problem(Throwable failure) {
    return switch (failure) {
      case CompletionException wrapped when wrapped.getCause() != null ->
          problem(wrapped.getCause());
      case EntityStreamSizeException tooLarge -> tooLarge();
      case TimeoutException late ->
          new Validated.Invalid<>(Problem.of(ProblemCode.REQUEST_TIMEOUT));
      default ->
          new Validated.Invalid<>(
              Problem.of(ProblemCode.MALFORMED_REQUEST, "The body broke off or is not valid."));
    };
  }

  private static Validated<byte[]> tooLarge() {
    return new Validated.Invalid<>(
        Problem.of(
            ProblemCode.BODY_TOO_LARGE, "A body may have at most %d bytes.".formatted(BYTES_MAX)));
  }
}
