package id.kuota.http.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this JVM has learned is written down when it ends, if the launcher has said so; it is used
 * from then on if this run says that it was worth it.
 */
final class Learning {

  private Learning() {}

  /**
   * This run got as far as it should; whether it is to be learned from is the launcher's matter.
   */
  static void counts(Console console) {
    String mark = System.getProperty("kuota.learned");
    if (mark == null) return;
    console.say("Storing what the JVM has learned, for faster starts.");
    try {
      Files.writeString(Path.of(mark), "");
    } catch (IOException e) {
      console.error("The AOT cache cannot be stored: " + e.getMessage());
    }
  }
}
