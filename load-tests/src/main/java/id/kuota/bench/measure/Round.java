package id.kuota.bench.measure;

import id.kuota.bench.result.Figure;
import id.kuota.bench.result.Violation;
import java.util.List;

/**
 * What one contender did in one round.
 *
 * @param violations what its books said afterwards; with any, the figures count for nothing
 */
public record Round(List<Figure> figures, List<Violation> violations) {

  public Round {
    figures = List.copyOf(figures);
    violations = List.copyOf(violations);
  }
}
