package id.kuota.engine.waitingroom;

/**
 * The key of the shuffle. The seed is fixed before the first entry and unknown to those who enter;
 * the other part is not known when the seed is fixed.
 */
public final class Mix {

  private Mix() {}

  /**
   * Returns SHA-256 of both parts.
   *
   * @param seed whose hash is public since the room exists
   * @param later the hash of all nonces, or the bytes of a public beacon
   */
  public static Hash of(Hash seed, Hash later) {
    return Hash.ofAll(seed.bytes(), later.bytes());
  }
}
