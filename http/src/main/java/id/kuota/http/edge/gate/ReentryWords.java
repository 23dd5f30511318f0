package id.kuota.http.edge.gate;

import id.kuota.engine.sale.Reentry;
import id.kuota.http.edge.json.Fields;
import java.util.Map;

/** When a list admits a ticket again, in a request. */
final class ReentryWords {

  private static final Map<String, Reentry> WORDS =
      Map.of("never", Reentry.NEVER, "after_exit", Reentry.AFTER_EXIT, "always", Reentry.ALWAYS);

  private ReentryWords() {}

  /** Reads the field {@code reentry}; after leaving, if it is not there. */
  static Reentry read(Fields body) {
    if (!body.has("reentry")) return Reentry.AFTER_EXIT;
    String word = body.text("reentry", WORDS::containsKey, "must be never, after_exit or always");
    return WORDS.getOrDefault(word, Reentry.AFTER_EXIT);
  }
}
