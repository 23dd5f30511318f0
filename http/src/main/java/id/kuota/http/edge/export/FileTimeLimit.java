package id.kuota.http.edge.export;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Ends a file that takes too long: a client that reads a few bytes now and then would keep a
 * connection of the database, and its snapshot, for days. Used by one thread.
 */
final class FileTimeLimit extends FilterOutputStream {

  /** The file took too long. */
  static final class TooSlowException extends IOException {
    private static final long serialVersionUID = 1L;

    TooSlowException(Duration limit) {
      super("the file took longer than %d s".formatted(limit.toSeconds()));
    }
  }

  private final long deadline;
  private final Duration limit;

  FileTimeLimit(OutputStream out, Duration limit) {
    super(out);
    this.limit = limit;
    this.deadline = System.nanoTime() + limit.toNanos();
  }

  @Override
  public void write(int b) throws IOException {
    check();
    out.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    check();
    out.write(bytes, offset, length);
  }

  private void check() throws IOException {
    if (System.nanoTime() - deadline > 0) {
      throw new TooSlowException(limit);
    }
  }
}
