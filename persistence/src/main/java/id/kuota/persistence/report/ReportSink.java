package id.kuota.persistence.report;

import java.io.IOException;
import java.util.List;

/** Takes a report row by row, and writes it somewhere. Called by one thread. */
public interface ReportSink {

  /** Called first, and once. */
  void begin(ReportHead head) throws IOException;

  /**
   * Takes the next row.
   *
   * @param cells one for each column, in their order; not kept by the caller
   */
  void row(List<Cell> cells) throws IOException;

  /**
   * Called last, if no call failed.
   *
   * @param totals a cell for each column, empty where the column has no total
   */
  void end(long rows, List<Cell> totals) throws IOException;
}
