package id.kuota.bench.result;

import java.util.List;

/**
 * Rows with the same columns.
 *
 * @param name short, lower case: marks the place in the documents where the table stands
 * @param notes one sentence each: what a reader must know to judge the numbers
 */
public record Table(String name, String title, List<Row> rows, List<String> notes) {

  public Table {
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }
}
