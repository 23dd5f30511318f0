package id.kuota.http.edge.live;

import id.kuota.http.edge.page.Language;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The warnings in words: what it is, and what to do. Read once; thread-safe. */
final class LiveTexts {

  /** Names in one sentence. */
  private static final int NAMES_MAX = 3;

  private static final Map<Language, LiveTexts> ALL = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      ALL.put(language, new LiveTexts(language));
    }
  }

  private final Map<LiveWarning.Code, String> texts = new EnumMap<>(LiveWarning.Code.class);

  private LiveTexts(Language language) {
    String file = "/web/live_%s.properties".formatted(language.tag());
    var words = new Properties();
    try (var reader =
        new InputStreamReader(
            Objects.requireNonNull(LiveTexts.class.getResourceAsStream(file), file),
            StandardCharsets.UTF_8)) {
      words.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
    for (LiveWarning.Code code : LiveWarning.Code.values()) {
      texts.put(
          code,
          words.getProperty(code.code() + ".text") + " " + words.getProperty(code.code() + ".do"));
    }
  }

  static LiveTexts in(Language language) {
    return Objects.requireNonNull(ALL.get(language));
  }

  String of(LiveWarning warning) {
    return Objects.requireNonNull(texts.get(warning.code()))
        .replace("{count}", Long.toString(warning.count()))
        .replace("{names}", names(warning));
  }

  private static String names(LiveWarning warning) {
    String names = String.join(", ", warning.names().stream().limit(NAMES_MAX).toList());
    return warning.names().size() > NAMES_MAX ? names + ", ..." : names;
  }
}
