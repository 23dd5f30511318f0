package id.kuota.http.browser;

import io.nayuki.qrcodegen.QrCode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a fake camera sees, over and over again: grey frames in the form YUV4MPEG2. */
public final class CameraFilm {

  private static final int WIDTH = 480;
  private static final int HEIGHT = 360;
  private static final int FRAMES_PER_SECOND = 5;
  private static final int PIXELS_PER_MODULE = 6;
  private static final byte WALL = (byte) 150;
  private static final byte WHITE = (byte) 235;
  private static final byte BLACK = (byte) 16;

  private final List<byte[]> frames = new ArrayList<>();

  /** An empty hand. */
  public CameraFilm nothing(int seconds) {
    return show(wall(), seconds);
  }

  /** Shows a code to the camera. */
  public CameraFilm code(String text, int seconds) {
    return show(framed(text, false), seconds);
  }

  /** Shows a code with a corner torn off: it is a code, and unreadable. */
  public CameraFilm torn(String text, int seconds) {
    return show(framed(text, true), seconds);
  }

  public Path write(Path folder) throws IOException {
    Path file = folder.resolve("camera.y4m");
    var colours = new byte[WIDTH * HEIGHT / 2];
    Arrays.fill(colours, (byte) 128);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(
          "YUV4MPEG2 W%d H%d F%d:1 Ip A1:1 C420mpeg2\n"
              .formatted(WIDTH, HEIGHT, FRAMES_PER_SECOND)
              .getBytes(StandardCharsets.US_ASCII));
      for (byte[] frame : frames) {
        out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
        out.write(frame);
        out.write(colours);
      }
    }
    return file;
  }

  private CameraFilm show(byte[] frame, int seconds) {
    for (int i = 0; i < seconds * FRAMES_PER_SECOND; i++) frames.add(frame);
    return this;
  }

  private static byte[] wall() {
    var frame = new byte[WIDTH * HEIGHT];
    Arrays.fill(frame, WALL);
    return frame;
  }

  private static byte[] framed(String text, boolean torn) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    byte[] frame = wall();
    int border = 2;
    for (int y = -border; y < code.size + border; y++) {
      for (int x = -border; x < code.size + border; x++) {
        boolean isGone = torn && x > code.size * 0.4 && y > code.size * 0.4;
        paint(frame, code.size, x, y, !isGone && code.getModule(x, y) ? BLACK : WHITE);
      }
    }
    return frame;
  }

  private static void paint(byte[] frame, int size, int x, int y, byte shade) {
    int left = (WIDTH - size * PIXELS_PER_MODULE) / 2 + x * PIXELS_PER_MODULE;
    int top = (HEIGHT - size * PIXELS_PER_MODULE) / 2 + y * PIXELS_PER_MODULE;
    for (int row = top; row < top + PIXELS_PER_MODULE; row++) {
      Arrays.fill(frame, row * WIDTH + left, row * WIDTH + left + PIXELS_PER_MODULE, shade);
    }
  }
}
