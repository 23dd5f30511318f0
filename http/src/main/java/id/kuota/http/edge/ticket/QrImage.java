package id.kuota.http.edge.ticket;

import io.nayuki.qrcodegen.QrCode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A text as a QR code, with the white border that readers need. */
public final class QrImage {

  /** The quiet zone of the standard, in modules. */
  private static final int BORDER = 4;

  private static final int PNG_PIXELS_PER_MODULE = 8;
  private static final int WHITE = 0xffffff;

  private final QrCode code;

  public QrImage(String text) {
    // Medium: readable with a fingerprint on it, and still coarse enough for a cheap camera.
    code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
  }

  /** One path, a stroke for each run of dark modules; it needs no style and no script. */
  public String svg() {
    int side = code.size + 2 * BORDER;
    var path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        int from = x;
        while (code.getModule(x, y)) x++; // Outside of the code it is light.
        if (x > from) {
          path.append("M%d,%dh%dv1h-%dz".formatted(from + BORDER, y + BORDER, x - from, x - from));
        }
      }
    }
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">\
        <rect width="%d" height="%d" fill="#fff"/><path d="%s" fill="#000"/></svg>
        """
        .formatted(side, side, side, side, path);
  }

  byte[] png() {
    int side = (code.size + 2 * BORDER) * PNG_PIXELS_PER_MODULE;
    var image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_BINARY);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int column = x / PNG_PIXELS_PER_MODULE - BORDER;
        int row = y / PNG_PIXELS_PER_MODULE - BORDER;
        if (!code.getModule(column, row)) image.setRGB(x, y, WHITE);
      }
    }
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }
}
