package id.kuota.persistence.projection;

/** Watches a rebuild. */
@FunctionalInterface
public interface RebuildProgress {

  /**
   * Called after every batch, by the thread that rebuilds.
   *
   * @param done rows of the journal that are applied
   * @param total rows of the journal as counted at the beginning, or {@code done} if that is more
   * @param rowsPerSecond since the beginning
   */
  void at(long done, long total, double rowsPerSecond);

  /**
   * Called before each index that is made when the rows are there, by the same thread.
   *
   * @param done indexes that are made
   * @param total indexes to make
   */
  default void indexing(int done, int total) {}
}
