package id.kuota.persistence.export;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A report that is to be written, is being written, or was.
 *
 * @param attempt number of its last writer; 0 if it has none yet
 * @param rowsTotal empty until the writer has counted them
 * @param sizeBytes of what is written
 * @param file empty unless it is ready
 * @param failure empty unless it failed
 * @param endedAt when it was ready, or failed
 */
public record Export(
    String id,
    ExportQuestion question,
    State state,
    String askedBy,
    Instant askedAt,
    int attempt,
    long rowsWritten,
    OptionalLong rowsTotal,
    long sizeBytes,
    Optional<File> file,
    Optional<Failure> failure,
    Optional<Instant> endedAt) {

  /** Where an export stands. */
  public enum State {
    WAITING,
    WRITING,
    READY,
    FAILED
  }

  /** Why there is no file. */
  public enum Failure {
    /** The read model knows the sale no more. */
    SALE_NOT_FOUND,
    /** The format has a limit of rows. */
    REPORT_TOO_LONG,
    /** The file has more bytes than are kept. */
    FILE_TOO_LARGE,
    /** The writing took longer than allowed. */
    TOO_SLOW,
    /** Several writers have begun, and none came to the end. */
    GAVE_UP
  }

  /**
   * A file that is whole.
   *
   * @param name for the one who saves it
   * @param position of the journal that it is of
   */
  public record File(String name, String position) {}
}
