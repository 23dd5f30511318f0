package id.kuota.bench.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of a table.
 *
 * @param of what was measured, in the order of the columns: {@code {commit: "+1 ms", callers: "64",
 *     contender: "row lock"}}
 */
public record Row(Map<String, String> of, List<Figure> figures) {

  public Row {
    of = Collections.unmodifiableMap(new LinkedHashMap<>(of));
    figures = List.copyOf(figures);
  }

  public Optional<Figure> figure(String name) {
    return figures.stream().filter(figure -> figure.name().equals(name)).findFirst();
  }

  /** Returns the number of this name; not a number if there is none. */
  public double value(String name) {
    return figure(name).map(Figure::value).orElse(Double.NaN);
  }
}
