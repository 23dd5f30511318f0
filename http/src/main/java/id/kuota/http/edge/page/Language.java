package id.kuota.http.edge.page;

import id.kuota.http.edge.route.RequestContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;

/** The languages that pages are written in. */
public enum Language {
  INDONESIAN("id"),
  ENGLISH("en");

  private static final int ACCEPTED_MAX = 500;
  private static final int RANGES_MAX = 20;

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** Returns the value for the attribute {@code lang}. */
  public String tag() {
    return tag;
  }

  public Language other() {
    return this == INDONESIAN ? ENGLISH : INDONESIAN;
  }

  /**
   * Returns what the reader wants: by {@code ?lang=} of a link on the page, then by the browser's
   * Accept-Language; Indonesian if neither says.
   */
  public static Language of(RequestContext context) {
    return context
        .query("lang")
        .flatMap(Language::ofTag)
        .or(() -> context.header("Accept-Language").flatMap(Language::accepted))
        .orElse(INDONESIAN);
  }

  /**
   * Returns the language that a header asks for; empty if it asks for none of ours, or is longer
   * than any browser's: the parser works out all equivalents of each of its ranges.
   */
  static Optional<Language> accepted(String header) {
    if (header.length() > ACCEPTED_MAX || ranges(header) > RANGES_MAX) return Optional.empty();
    try {
      List<Locale> ours =
          Arrays.stream(values()).map(language -> Locale.forLanguageTag(language.tag)).toList();
      return Optional.ofNullable(Locale.lookup(LanguageRange.parse(header), ours))
          .flatMap(locale -> ofTag(locale.toLanguageTag()));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static long ranges(String header) {
    return header.chars().filter(c -> c == ',').count() + 1;
  }

  /** Returns the language of a tag; empty if it is none of ours. */
  public static Optional<Language> ofTag(String tag) {
    return Arrays.stream(values()).filter(language -> language.tag.equals(tag)).findFirst();
  }
}
