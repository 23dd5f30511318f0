package id.kuota.bench.quota;

import id.kuota.bench.measure.Answers;
import id.kuota.bench.measure.Books;
import id.kuota.bench.measure.ClosedLoop;
import id.kuota.bench.measure.Numbers;
import id.kuota.bench.result.Figure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * One way to sell a quota to many callers at the same time. A hold has an id and a deadline, is
 * safe to repeat, and is answered when it is on disk.
 */
interface Seller extends AutoCloseable {

  /** Hold time of the units: longer than any round. */
  Duration HOLD = Duration.ofMinutes(15);

  String name();

  /** Opens a fresh quota; the one before is no longer asked. */
  void open(long capacity) throws Exception;

  /** Lets the callers take one unit at a time; {@code numbers} are the holds. */
  Answers sell(ClosedLoop callers, Numbers numbers) throws Exception;

  /** What every place says where the open quota is kept. */
  List<Books> books() throws Exception;

  /** Returns how large the batches of the open quota were; nothing from one that has none. */
  List<Figure> batches() throws Exception;

  @Override
  void close() throws SQLException;
}
