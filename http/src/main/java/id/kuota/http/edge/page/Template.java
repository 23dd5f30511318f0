package id.kuota.http.edge.page;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTML with places in double braces. What is filled in is text, unless it is said to be HTML. */
public record Template(String html) {

  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z_]+)}}");

  /** Text that is HTML already. */
  public record Html(String html) {}

  /** Returns the template of this name among the files of the pages. */
  public static Template own(String name) {
    return new Template(WebFiles.ownText(name));
  }

  /** Returns the page; every place must have a value, a {@link String} or {@link Html}. */
  public Html fill(Map<String, ?> values) {
    return new Html(
        PLACE
            .matcher(html)
            .replaceAll(place -> Matcher.quoteReplacement(value(values, place.group(1)))));
  }

  private static String value(Map<String, ?> values, String name) {
    Object value = values.get(name);
    if (value == null) throw new IllegalArgumentException("no value for {{" + name + "}}");
    return value instanceof Html(var markup) ? markup : escaped(value.toString());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
