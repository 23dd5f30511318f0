package id.kuota.bench.lab.memory;

import java.util.List;

/** How steep the line is that lies best among points: least squares. */
final class Slope {

  private Slope() {}

  /** One point. */
  record Point(double across, double up) {}

  /** Returns the last two thirds of the points: what comes before is a system that fills. */
  static List<Point> settled(List<Point> points) {
    return points.subList(points.size() / 3, points.size());
  }

  /** Returns what one step across adds; not a number if the points do not tell. */
  static double of(List<Point> points) {
    double meanAcross = points.stream().mapToDouble(Point::across).average().orElse(Double.NaN);
    double meanUp = points.stream().mapToDouble(Point::up).average().orElse(Double.NaN);
    double together = 0;
    double alone = 0;
    for (Point point : points) {
      together += (point.across - meanAcross) * (point.up - meanUp);
      alone += (point.across - meanAcross) * (point.across - meanAcross);
    }
    return alone == 0 ? Double.NaN : together / alone;
  }
}
