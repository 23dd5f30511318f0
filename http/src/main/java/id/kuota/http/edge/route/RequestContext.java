package id.kuota.http.edge.route;

import id.kuota.engine.telemetry.Span;
import id.kuota.http.edge.json.JsonBody;
import id.kuota.http.edge.json.JsonForm;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.problem.Validated;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.jspecify.annotations.Nullable;

/** One request as its handler sees it. Not thread-safe; handled by one thread at a time. */
public final class RequestContext {

  private final HttpRequest request;
  private final Map<String, String> parameters;
  private final Bodies bodies;
  private boolean bodyIsRead;
  private @Nullable String author;

  public RequestContext(HttpRequest request, Map<String, String> parameters, Bodies bodies) {
    this.request = request;
    this.parameters = parameters;
    this.bodies = bodies;
  }

  public HttpRequest request() {
    return request;
  }

  /** Returns the path of the request: what a problem is an instance of. */
  public String path() {
    return request.getUri().path();
  }

  /**
   * Notes who has sent the request.
   *
   * @param operator in histories: the operator key's name, or the id of a token
   */
  public void sentBy(String operator) {
    author = operator;
  }

  /**
   * Returns the operator who has sent the request.
   *
   * @throws IllegalStateException if no door for operators has let it in
   */
  public String author() {
    if (author == null) throw new IllegalStateException("no operator has sent " + path());
    return author;
  }

  /** Returns the value of a parameter in the route's path. */
  public String parameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no parameter " + name);
    }
    return value;
  }

  public Optional<String> query(String name) {
    return request.getUri().query().get(name);
  }

  /**
   * Returns the value of a header; one that came more than once is a list with commas (RFC 9110,
   * 5.3).
   */
  public Optional<String> header(String name) {
    String lowerCase = name.toLowerCase(Locale.ROOT);
    String joined = null;
    for (HttpHeader header : request.getHeaders()) {
      if (header.is(lowerCase)) {
        joined = joined == null ? header.value() : joined + ", " + header.value();
      }
    }
    return Optional.ofNullable(joined);
  }

  /** Goes on with the Idempotency-Key, or answers what is wrong with it. */
  public CompletionStage<HttpResponse> withKey(
      Function<IdempotencyKey, CompletionStage<HttpResponse>> next) {
    return with(IdempotencyKey.of(header(IdempotencyKey.HEADER).orElse(null)), next);
  }

  /** Goes on with the JSON body, or answers what is wrong with it. */
  public <T> CompletionStage<HttpResponse> withBody(
      JsonForm<T> form, Function<T, CompletionStage<HttpResponse>> next) {
    if (!MediaTypes.APPLICATION_JSON.equals(request.entity().getContentType().mediaType())) {
      return refuse(Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE));
    }
    if (header("Content-Encoding").filter(coding -> !coding.equals("identity")).isPresent()) {
      return refuse(
          Problem.of(
              ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send the body without a Content-Encoding."));
    }
    return withBytes(bytes -> with(JsonBody.read(bytes, form), next));
  }

  /** Goes on with the body as it came, of whatever type. */
  public CompletionStage<HttpResponse> withBytes(
      Function<byte[], CompletionStage<HttpResponse>> next) {
    bodyIsRead = true;
    return Span.across(bodies.read(request.entity())).thenCompose(read -> with(read, next));
  }

  /** Goes on with a value, or answers the problem with it. */
  public <T> CompletionStage<HttpResponse> with(
      Validated<T> checked, Function<T, CompletionStage<HttpResponse>> next) {
    return switch (checked) {
      case Validated.Valid<T>(var value) -> next.apply(value);
      case Validated.Invalid<T>(var problem) -> refuse(problem);
    };
  }

  /**
   * Returns the answer, which is there: a body that was not asked for by now never will be, and has
   * to come first ({@link Bodies#answerAfter}). The stage never fails.
   */
  public CompletionStage<HttpResponse> answerAfterUnreadBody(HttpResponse answer) {
    return bodyIsRead
        ? CompletableFuture.completedFuture(answer)
        : bodies.answerAfter(request, answer);
  }

  public HttpResponse problem(Problem problem) {
    return Problems.answer(problem, path());
  }

  public CompletionStage<HttpResponse> refuse(Problem problem) {
    return CompletableFuture.completedFuture(problem(problem));
  }
}
