package id.kuota.persistence.database;

/**
 * The address and the credentials of the database.
 *
 * @param url {@code jdbc:postgresql://host:port/name}, with or without parameters
 * @param poolSize connections that {@link Database} opens at most; the journal has its own on top
 */
public record DatabaseSettings(String url, String user, String password, int poolSize) {

  /** Most connections of one pool; PostgreSQL gets slower, not faster, beyond. */
  public static final int POOL_SIZE_MAX = 100;

  public DatabaseSettings {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "the database url must begin with jdbc:postgresql:, it is " + ShownAddress.of(url));
    }
    if (ShownAddress.hasUserInfo(url)) {
      throw new IllegalArgumentException(
          "user and password belong beside the database url, not into it: " + ShownAddress.of(url));
    }
    if (poolSize < 1 || poolSize > POOL_SIZE_MAX) {
      throw new IllegalArgumentException(
          "the pool size must be 1 to %d, it is %d".formatted(POOL_SIZE_MAX, poolSize));
    }
  }

  /** Returns the address for people and logs: parameters may have a password. */
  public String shownUrl() {
    return ShownAddress.of(url);
  }

  /** Omits the password: settings end up in logs. */
  @Override
  public String toString() {
    return "%s as %s, at most %d connections".formatted(shownUrl(), user, poolSize);
  }
}
