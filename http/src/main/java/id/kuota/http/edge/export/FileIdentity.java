package id.kuota.http.edge.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The identifier at the end of a PDF. The library takes a random one and lets no caller choose;
 * here it follows from the content, so that the same content is the same file. It has the same
 * length, so no place in the file moves.
 */
final class FileIdentity {

  /** The trailer is the last part; its identifier is the only one of the file. */
  private static final Pattern IDENTITY =
      Pattern.compile("/ID \\[<([0-9a-f]{32})><([0-9a-f]{32})>\\]");

  private static final int TRAILER_BYTES_MAX = 1_024;

  private FileIdentity() {}

  /** Writes the file with an identifier that follows from its content. */
  static void write(byte[] file, OutputStream out) throws IOException {
    int trailer = Math.max(0, file.length - TRAILER_BYTES_MAX);
    var text = new String(file, trailer, file.length - trailer, StandardCharsets.ISO_8859_1);
    Matcher found = IDENTITY.matcher(text);
    if (!found.find()) throw new IllegalStateException("the PDF has no identifier at its end");
    Arrays.fill(file, trailer + found.start(1), trailer + found.end(1), (byte) '0');
    Arrays.fill(file, trailer + found.start(2), trailer + found.end(2), (byte) '0');
    byte[] identity = identity(file);
    System.arraycopy(identity, 0, file, trailer + found.start(1), identity.length);
    System.arraycopy(identity, 0, file, trailer + found.start(2), identity.length);
    out.write(file);
  }

  private static byte[] identity(byte[] file) {
    try {
      byte[] hash = Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(file), 16);
      return HexFormat.of().formatHex(hash).getBytes(StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
