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
              DevSecrets made = random();
              PrivateFile.write(file, made);
              return made;
            });
  }

  /** Returns new ones, kept nowhere. */
  static DevSecrets random() {
    return new DevSecrets(randomText(), randomText());
  }

  @Override
  public String toString() {
    return "DevSecrets(not shown)";
  }

  private static String randomText() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
