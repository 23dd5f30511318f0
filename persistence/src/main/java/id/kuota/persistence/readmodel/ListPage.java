package id.kuota.persistence.readmodel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next where the next page begins; null if no row follows
 */
public record ListPage<T>(AsOf asOf, List<T> rows, @Nullable ListCursor next) {
  public ListPage {
    rows = List.copyOf(rows);
  }
}
