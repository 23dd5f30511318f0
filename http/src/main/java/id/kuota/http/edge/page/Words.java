package id.kuota.http.edge.page;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The words of a page in every language, by the names of their places in the template. */
public final class Words {

  private final Map<Language, Map<String, String>> words = new EnumMap<>(Language.class);

  /** Reads {@code NAME_en.properties} and {@code NAME_id.properties}, which must have the same. */
  public Words(String name) {
    for (Language language : Language.values()) {
      var texts = new TreeMap<String, String>();
      WebFiles.ownProperties(name + "_" + language.tag() + ".properties")
          .forEach((place, text) -> texts.put(place.toString(), text.toString()));
      words.put(language, texts);
    }
    if (words.values().stream().map(Map::keySet).distinct().count() != 1) {
      throw new IllegalStateException("not every language has all words of " + name);
    }
  }

  /** Returns a new map, to put the values of the page into. */
  public Map<String, Object> in(Language language) {
    return new HashMap<>(words.getOrDefault(language, Map.of()));
  }
}
