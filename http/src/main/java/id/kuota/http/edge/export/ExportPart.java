package id.kuota.http.edge.export;

import id.kuota.persistence.export.Claim;
import java.io.IOException;
import java.io.OutputStream;

/** Writes the file of an export, a part of it in memory. Used by one thread. */
final class ExportPart extends OutputStream {

  /** One part: what a node has in memory for each file that it writes or hands out. */
  static final int BYTES = 1 << 20;

  /** The file is larger than what is kept of one. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(long most) {
      super("the file has more than %d bytes".formatted(most));
    }
  }

  private final Claim claim;
  private final long bytesMax;
  private final byte[] part = new byte[BYTES];
  private int filled;
  private long written;

  ExportPart(Claim claim, long bytesMax) {
    this.claim = claim;
    this.bytesMax = bytesMax;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    written += length;
    if (written > bytesMax) throw new TooLargeException(bytesMax);
    int done = 0;
    while (done < length) {
      int now = Math.min(length - done, part.length - filled);
      System.arraycopy(bytes, offset + done, part, filled, now);
      filled += now;
      done += now;
      if (filled == part.length) send();
    }
  }

  /** Sends the last part. */
  @Override
  public void close() {
    if (filled > 0) send();
  }

  private void send() {
    claim.append(part, filled);
    filled = 0;
  }
}
