package id.kuota.http.edge.explain;

import id.kuota.http.edge.page.Language;
import id.kuota.http.edge.page.Words;
import id.kuota.persistence.history.Moment;
import id.kuota.persistence.report.ReportPeriod;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The moments in words, in one language. Thread-safe. */
final class ExplainTexts {

  private static final Words WORDS = new Words("explain");

  private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

  private final Locale locale;
  private final Map<String, Object> words;
  private final DateTimeFormatter time;

  ExplainTexts(Language language) {
    this.locale = Locale.forLanguageTag(language.tag());
    this.words = WORDS.in(language);
    this.time =
        DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss 'WIB'", locale).withZone(ReportPeriod.WIB);
  }

  String of(Moment moment) {
    return PLACE
        .matcher(word(moment.code().word()))
        .replaceAll(place -> Matcher.quoteReplacement(words(moment, place.group(1))));
  }

  /** In one pass: a reason that a person or a gateway wrote may look like a place itself. */
  private String words(Moment moment, String place) {
    return words(
        Objects.requireNonNull(
            moment.details().get(place), () -> moment.code().word() + " has no " + place));
  }

  /** Returns the sentence for a buyer of whom the journal has no order. */
  String noOrders() {
    return word("no_orders");
  }

  private String words(Object detail) {
    return switch (detail) {
      case Integer number -> NumberFormat.getIntegerInstance(locale).format(number);
      case Long number -> NumberFormat.getIntegerInstance(locale).format(number);
      case Instant at -> time.format(at);
      case Duration length -> seconds(length);
      case Enum<?> reason -> word("reason." + reason.name().toLowerCase(Locale.ROOT));
      default -> detail.toString();
    };
  }

  /** To a tenth of a second for what is short, to the second for what is long. */
  private String seconds(Duration length) {
    NumberFormat number = NumberFormat.getNumberInstance(locale);
    number.setMaximumFractionDigits(length.toMinutes() < 1 ? 1 : 0);
    return word("seconds").replace("{n}", number.format(length.toMillis() / 1e3));
  }

  private String word(String key) {
    return words.getOrDefault(key, key).toString();
  }
}
