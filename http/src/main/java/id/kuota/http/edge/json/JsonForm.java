package id.kuota.http.edge.json;

/**
 * How one kind of body is read.
 *
 * @param <T> what it becomes
 */
@FunctionalInterface
public interface JsonForm<T> {

  /**
   * Reads the fields. A fault is noted in {@code body} and a stand-in of the same form is returned,
   * so that reading goes on and all faults are found; what was read with faults is thrown away.
   */
  T read(Fields body);
}
