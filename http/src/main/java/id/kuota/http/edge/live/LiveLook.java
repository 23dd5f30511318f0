package id.kuota.http.edge.live;

import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.page.Language;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.route.Problems;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.util.ByteString;

/** What a look at a sale has found. Thread-safe. */
sealed interface LiveLook {

  /** A sale, serialised once for each language that is asked for. */
  final class Seen implements LiveLook {

    private final long id;
    private final LivePicture picture;
    private final Map<Language, byte[]> bodies = new EnumMap<>(Language.class);
    private final Map<Language, ByteString> events = new EnumMap<>(Language.class);

    /**
     * A sale at a moment.
     *
     * @param id larger than that of each earlier look at this sale
     */
    Seen(long id, LivePicture picture) {
      this.id = id;
      this.picture = picture;
    }

    long id() {
      return id;
    }

    /** Returns it as JSON, in one line. */
    synchronized byte[] body(Language language) {
      return bodies.computeIfAbsent(
          language, words -> Json.bytes(LiveJson.of(picture, LiveTexts.in(words))));
    }

    /** Returns it as an event of a stream. */
    synchronized ByteString event(Language language) {
      return events.computeIfAbsent(
          language,
          words ->
              ByteString.fromString("event: live\nid: " + id + "\ndata: ")
                  .concat(ByteString.fromArray(body(words)))
                  .concat(ByteString.fromString("\n\n")));
    }
  }

  /** No such sale, as far as the read model knows. */
  record Missing() implements LiveLook {}

  /**
   * The look failed.
   *
   * @param problem says so to clients
   * @param isOurs whether the cause is a fault of Kuota, and no database that is away
   */
  record Trouble(Problem problem, boolean isOurs) implements LiveLook {

    /** Returns it as an event of a stream. It has no id: the last good one stays the newest. */
    ByteString event() {
      var body = (HttpEntity.Strict) Problems.answer(problem, LiveRoutes.PATH).entity();
      return ByteString.fromString(
          "event: trouble\ndata: " + body.getData().decodeString(StandardCharsets.UTF_8) + "\n\n");
    }
  }
}
