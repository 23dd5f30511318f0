package id.kuota.http.edge.identity;

import java.util.Set;

/** Knows which tokens count. Asked with each request, so it answers from memory. */
public interface TokenCheck {

  /** For an edge without tokens: only the operator key opens it. */
  TokenCheck NONE = shown -> new Standing.Unknown();

  /** Returns how it stands with a token that was shown. Never blocks; thread-safe. */
  Standing of(TokenText shown);

  /** How it stands with a token. */
  sealed interface Standing {

    /** It counts for these scopes. */
    record Counts(Set<Scope> scopes) implements Standing {}

    /** There is no such token, or the secret is wrong: which of the two is not told. */
    record Unknown() implements Standing {}

    /** The secret is right, and the time of the token or of this secret is over. */
    record Expired() implements Standing {}

    /** The secret is right, and the token was revoked. */
    record Revoked() implements Standing {}

    /** The node has no recent knowledge of tokens. */
    record Unread() implements Standing {}
  }
}
