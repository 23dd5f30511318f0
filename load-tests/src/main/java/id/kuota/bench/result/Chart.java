package id.kuota.bench.result;

import java.util.List;

/**
 * Lines over a logarithmic axis in both directions, to be drawn.
 *
 * @param name of its file, without ending
 */
public record Chart(String name, String title, String across, String up, List<Line> lines) {

  /** One contender; the points as long as each other, all of them positive. */
  public record Line(String name, List<Double> across, List<Double> up) {
    public Line {
      across = List.copyOf(across);
      up = List.copyOf(up);
    }
  }

  public Chart {
    lines = List.copyOf(lines);
  }
}
