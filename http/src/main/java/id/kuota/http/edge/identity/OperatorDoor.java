package id.kuota.http.edge.identity;

import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.Handler;
import id.kuota.http.edge.route.RequestContext;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The only way in for operators: with the operator key, which may do everything, or with a token
 * that has the scope of the route. Decides in memory; thread-safe.
 *
 * @param key see {@link OperatorKey}
 * @param tokens which tokens count
 */
public record OperatorDoor(OperatorKey key, TokenCheck tokens) {

  private static final String SCHEME = "bearer ";
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(2);

  /** Creates a door that only the operator key opens. */
  public OperatorDoor(OperatorKey key) {
    this(key, TokenCheck.NONE);
  }

  /** What the door says to a request. */
  public sealed interface Entry {

    /**
     * The request may go on.
     *
     * @param author in histories: {@link OperatorKey#NAME}, or the id of a token
     */
    record Open(String author) implements Entry {}

    record Shut(Problem problem) implements Entry {}
  }

  /** Lets only requests through that may do this. */
  public Handler guard(Scope scope, Handler handler) {
    return context ->
        switch (enter(context, scope)) {
          case Entry.Open(var author) -> {
            context.sentBy(author);
            yield handler.handle(context);
          }
          case Entry.Shut(var problem) -> context.refuse(problem);
        };
  }

  /** Returns whether the request shows the operator key or a text of the form of a token. */
  public boolean isMeant(RequestContext context) {
    return context
        .header("Authorization")
        .filter(shown -> key.matches(shown) || token(shown).isPresent())
        .isPresent();
  }

  /** Decides on a request; asked again later, it may decide otherwise. */
  public Entry enter(RequestContext context, Scope scope) {
    Optional<String> shown = context.header("Authorization");
    if (shown.filter(key::matches).isPresent()) return new Entry.Open(OperatorKey.NAME);
    return shown
        .flatMap(OperatorDoor::token)
        .map(token -> enter(token, scope))
        .orElseGet(() -> shut(ProblemCode.UNAUTHORIZED));
  }

  private Entry enter(TokenText token, Scope scope) {
    return switch (tokens.of(token)) {
      case TokenCheck.Standing.Counts(var scopes) when scopes.contains(scope) ->
          new Entry.Open(token.id());
      case TokenCheck.Standing.Counts counts -> new Entry.Shut(missing(scope));
      case TokenCheck.Standing.Unknown unknown -> shut(ProblemCode.UNAUTHORIZED);
      case TokenCheck.Standing.Expired expired -> shut(ProblemCode.TOKEN_EXPIRED);
      case TokenCheck.Standing.Revoked revoked -> shut(ProblemCode.TOKEN_REVOKED);
      case TokenCheck.Standing.Unread unread ->
          new Entry.Shut(
              Problem.of(
                      ProblemCode.UNAVAILABLE,
                      "This node cannot tell at this moment which tokens count.")
                  .retryAfter(COME_BACK_AFTER));
    };
  }

  private static Problem missing(Scope scope) {
    String detail =
        scope == Scope.TOKENS
            ? "Only the operator key may do this."
            : "This needs a token with the scope %s.".formatted(scope.wireName());
    return Problem.of(ProblemCode.SCOPE_MISSING, detail).with("scope", scope.wireName());
  }

  private static Entry shut(ProblemCode code) {
    return new Entry.Shut(Problem.of(code));
  }

  private static Optional<TokenText> token(String authorization) {
    return authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)
        ? TokenText.parse(authorization.substring(SCHEME.length()).strip())
        : Optional.empty();
  }
}
