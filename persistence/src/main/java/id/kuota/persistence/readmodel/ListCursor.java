package id.kuota.persistence.readmodel;

import java.time.Instant;
import java.util.List;

/**
 * The last row of a page, after which the next page begins: its place stays, whatever rows come or
 * go before it.
 *
 * @param at its time in the order of the list
 * @param id its id, one text for each column of the key
 */
public record ListCursor(Instant at, List<String> id) {
  public ListCursor {
    id = List.copyOf(id);
  }
}
