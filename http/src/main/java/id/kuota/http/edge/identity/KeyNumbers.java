package id.kuota.http.edge.identity;

import java.util.List;

/**
 * Which keys sign and count.
 *
 * @param active signs what is issued from now on
 * @param older sign nothing more, but what they have signed still counts
 */
public record KeyNumbers(int active, List<Integer> older) {

  /** Before the first change of keys. */
  public static final KeyNumbers FIRST = new KeyNumbers(1, List.of());

  public KeyNumbers {
    older = List.copyOf(older);
  }
}
