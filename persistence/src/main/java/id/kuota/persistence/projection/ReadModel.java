package id.kuota.persistence.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a projection fills: tables in a schema of the projection's name. All of them can be built
 * anew from the journal.
 */
interface ReadModel {

  /** Returns the name of the projection and of its schema. */
  String name();

  /**
   * Returns how the persistence ids begin whose events it reads; of the others it gets no row, and
   * the journal hands out no bytes. Empty: it reads all.
   */
  default List<String> streams() {
    return List.of();
  }

  /**
   * Adds up what rows change that follow those applied so far. Reads nothing but the rows.
   *
   * @throws ProjectionFailedException if the rows cannot be applied, now or ever
   */
  Changes fold(List<JournalRow> rows);

  /**
   * Returns how an event that is passed over still counts as seen: for each type of entity whose
   * rows say which event they have seen last, a statement with its number and the entity's id.
   */
  default Map<String, String> seen() {
    return Map.of();
  }

  /**
   * Returns the tables in which it finds rows by unique keys only: a rebuild makes their other
   * indexes at the end, with one sort for each.
   */
  default Set<String> indexedLast() {
    return Set.of();
  }

  /** What a batch changes, to be written at once. */
  interface Changes {

    /**
     * Writes the changes. Runs in a transaction that is committed together with the new position,
     * so it is never done twice.
     *
     * @param schema where the tables are: {@link #name}, or another one while it is rebuilt
     * @throws ProjectionFailedException if they do not follow what is in the tables
     */
    void write(Connection connection, String schema) throws SQLException;
  }
}
