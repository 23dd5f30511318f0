package id.kuota.persistence.report;

import java.util.List;

/**
 * A table that can be asked for of every sale.
 *
 * @param name in addresses; never changes once released
 * @param about what a row is, for people
 * @param source the projection whose tables are read
 * @param tables those of the source that the query reads
 * @param query returns the columns in their order, sorted by what no two rows share. Its parameters
 *     are {@code :sale}, {@code :from}, {@code :until} (times) and {@code :zone}
 */
public record Report(
    String name,
    Wording title,
    Wording about,
    String source,
    List<String> tables,
    List<ReportColumn> columns,
    String query) {

  public Report {
    tables = List.copyOf(tables);
    columns = List.copyOf(columns);
  }
}
