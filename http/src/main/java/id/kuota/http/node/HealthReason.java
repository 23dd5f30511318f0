package id.kuota.http.node;

import java.util.regex.Pattern;

/**
 * Why a node is not ready, as a sentence: without the names of classes that Pekko puts in front.
 */
final class HealthReason {

  private static final Pattern FAILED = Pattern.compile("Check \\[.*?] failed: ([\\w.$]+: )?");
  private static final Pattern CHECK = Pattern.compile("Check \\[.*?]");

  private HealthReason() {}

  /** Returns the reason of a check, given what Pekko says of it. */
  static String of(String said) {
    return CHECK
        .matcher(FAILED.matcher(said).replaceAll(""))
        .replaceAll("a check of the node's health");
  }
}
