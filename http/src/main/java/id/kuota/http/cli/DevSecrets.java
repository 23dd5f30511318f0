package id.kuota.http.cli;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The secrets of a development node, made once and kept. */
record DevSecrets(String operatorKey, String secret) {

  private static final int BYTES = 24;

  static DevSecrets keptIn(Path file) {
    return PrivateFile.read(file, DevSecrets.class)
        .orElseGet(
            () -> {
              var made = new DevSecrets(random(), random());
              PrivateFile.write(file, made);
              return made;
            });
  }

  @Override
  public String toString() {
    return "DevSecrets(not shown)";
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
