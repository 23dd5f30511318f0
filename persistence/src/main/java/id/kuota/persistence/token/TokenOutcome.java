package id.kuota.persistence.token;

/** What came of a change of a token. */
public sealed interface TokenOutcome {

  /**
   * The token as it is now.
   *
   * @param repeated whether it was so before; then a new secret was not stored
   */
  record Done(StoredToken token, boolean repeated) implements TokenOutcome {}

  /** There is no such token. */
  record Unknown() implements TokenOutcome {}

  /** The id belongs to a token with another name, scopes or time. */
  record Different() implements TokenOutcome {}

  /** As many tokens count as may. */
  record TooMany() implements TokenOutcome {}

  /** The token has expired or was revoked. */
  record Ended() implements TokenOutcome {}

  /** Two secrets count at this time, and a third would end one of them. */
  record Rotating() implements TokenOutcome {}
}
