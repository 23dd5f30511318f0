package id.kuota.http.edge.identity;

import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.Handler;
import id.kuota.http.edge.route.RequestContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** The key that an operator shows as a bearer token. */
public final class OperatorKey {

  /** The author in histories: there is one key, so there is one name. */
  public static final String NAME = "operator";

  /** Fewer characters than this can be guessed. */
  public static final int LENGTH_MIN = 16;

  private static final String SCHEME = "bearer ";

  private final byte[] hash;

  public OperatorKey(String key) {
    if (key.length() < LENGTH_MIN) {
      throw new IllegalArgumentException(
          "the operator key needs at least %d characters".formatted(LENGTH_MIN));
    }
    hash = hash(key);
  }

  /** Lets only requests with the key through. */
  public Handler guard(Handler handler) {
    return context ->
        isShown(context)
            ? handler.handle(context)
            : context.refuse(Problem.of(ProblemCode.UNAUTHORIZED));
  }

  /** Returns whether the request shows the key. */
  public boolean isShown(RequestContext context) {
    return context.header("Authorization").filter(this::matches).isPresent();
  }

  /**
   * Returns whether the value of an Authorization header shows the key. Compares hashes, which have
   * one length, so that the time reveals nothing about the key.
   */
  public boolean matches(String authorization) {
    return authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)
        && MessageDigest.isEqual(hash, hash(authorization.substring(SCHEME.length()).strip()));
  }

  private static byte[] hash(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "OperatorKey(not shown)";
  }
}
