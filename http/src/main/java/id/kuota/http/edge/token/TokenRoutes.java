package id.kuota.http.edge.token;

import id.kuota.http.edge.identity.OperatorDoor;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.identity.TokenText;
import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.FieldError;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.report.BlockingReads;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import id.kuota.persistence.token.OperatorTokens;
import id.kuota.persistence.token.SecretHash;
import id.kuota.persistence.token.StoredToken;
import id.kuota.persistence.token.TokenOutcome;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;

/**
 * Tokens as the holder of the operator key has them: create, list, rotate, revoke.
 *
 * @param memory of this node, which knows each change before it is answered
 */
public record TokenRoutes(
    OperatorTokens tokens,
    TokenMemory memory,
    ServerSecret secret,
    BlockingReads database,
    OperatorDoor operator,
    Clock clock)
    implements RouteGroup {

  private static final HttpHeader PRIVATE = RawHeader.create("Cache-Control", "private, no-store");
  private static final HttpHeader REPLAYED = RawHeader.create("Idempotent-Replayed", "true");
  private static final int PAGE = 100;

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/v1/tokens", operator.guard(Scope.TOKENS, this::create)),
        Route.get("/v1/tokens", operator.guard(Scope.TOKENS, this::list)),
        Route.post("/v1/tokens/{token}/rotation", operator.guard(Scope.TOKENS, this::rotate)),
        Route.post("/v1/tokens/{token}/revocation", operator.guard(Scope.TOKENS, this::revoke)));
  }

  private CompletionStage<HttpResponse> create(RequestContext context) {
    return context.withKey(
        key ->
            context.withBody(
                TokenForms.Create::read,
                wanted ->
                    database.answer(
                        context,
                        () -> create(context, TokenText.idOf(secret, key.value()), wanted))));
  }

  private HttpResponse create(RequestContext context, String id, TokenForms.Create wanted) {
    TokenText text = TokenText.fresh(id);
    var token =
        new OperatorTokens.NewToken(
            id, wanted.name(), wanted.scopes(), wanted.life(), SecretHash.of(text.secret()));
    return answer(
        context, tokens.create(token, context.author(), clock.instant()), 201, text.text());
  }

  private CompletionStage<HttpResponse> list(RequestContext context) {
    String after = context.query("cursor").orElse("");
    if (!after.isEmpty() && !TokenText.isId(after)) {
      return context.refuse(
          Problem.invalid(
              List.of(
                  FieldError.inParameter(
                      "cursor", "invalid", "must be the next_cursor of the page before"))));
    }
    return database.answer(
        context,
        () ->
            Json.answer(200, TokenJson.Page.of(tokens.page(after, PAGE), PAGE, clock.instant()))
                .addHeader(PRIVATE));
  }

  private CompletionStage<HttpResponse> rotate(RequestContext context) {
    return context.withBody(
        TokenForms.Rotate::read,
        wanted ->
            withToken(
                context,
                id -> {
                  TokenText text = TokenText.fresh(id);
                  var outcome =
                      tokens.rotate(
                          id,
                          SecretHash.of(text.secret()),
                          wanted.overlap(),
                          wanted.replace(),
                          context.author(),
                          clock.instant());
                  return answer(context, outcome, 200, text.text());
                }));
  }

  private CompletionStage<HttpResponse> revoke(RequestContext context) {
    return context.withBody(
        TokenForms::reason,
        reason ->
            withToken(
                context,
                id ->
                    answer(
                        context,
                        tokens.revoke(id, reason, context.author(), clock.instant()),
                        200,
                        null)));
  }

  private CompletionStage<HttpResponse> withToken(
      RequestContext context, Function<String, HttpResponse> next) {
    String id = context.parameter("token");
    return TokenText.isId(id)
        ? database.answer(context, () -> next.apply(id))
        : context.refuse(Problem.of(ProblemCode.TOKEN_NOT_FOUND));
  }

  private HttpResponse answer(
      RequestContext context, TokenOutcome outcome, int status, @Nullable String text) {
    return switch (outcome) {
      case TokenOutcome.Done(var token, var repeated) when repeated ->
          done(token, status, null).addHeader(REPLAYED);
      case TokenOutcome.Done(var token, var repeated) -> {
        memory.read();
        yield done(token, status, text);
      }
      case TokenOutcome.Unknown unknown -> context.problem(Problem.of(ProblemCode.TOKEN_NOT_FOUND));
      case TokenOutcome.Different different ->
          context.problem(Problem.of(ProblemCode.IDEMPOTENCY_KEY_REUSED));
      case TokenOutcome.TooMany tooMany -> context.problem(Problem.of(ProblemCode.TOO_MANY_TOKENS));
      case TokenOutcome.Ended ended -> context.problem(Problem.of(ProblemCode.TOKEN_ENDED));
      case TokenOutcome.Rotating rotating ->
          context.problem(Problem.of(ProblemCode.ROTATION_RUNNING));
    };
  }

  private HttpResponse done(StoredToken token, int status, @Nullable String text) {
    return Json.answer(status, TokenJson.of(token, text, clock.instant())).addHeader(PRIVATE);
  }
}
