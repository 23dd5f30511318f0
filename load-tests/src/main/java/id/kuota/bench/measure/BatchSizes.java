package id.kuota.bench.measure;

import id.kuota.bench.result.Figure;
import java.util.List;
import org.HdrHistogram.Histogram;

/** How many requests went together. For one thread. */
public final class BatchSizes {

  private static final int SIZE_MAX = 100_000;

  private final Histogram sizes = new Histogram(SIZE_MAX, 3);

  public void add(int size) {
    sizes.recordValue(Math.min(size, SIZE_MAX));
  }

  /** Over the batches, each counted once however large; nothing if there was none. */
  public List<Figure> figures() {
    if (sizes.getTotalCount() == 0) return List.of();
    return List.of(
        Figure.of("batch mean", "", sizes.getMean()),
        Figure.of("batch p50", "", (double) sizes.getValueAtPercentile(50)),
        Figure.of("batch p99", "", (double) sizes.getValueAtPercentile(99)),
        Figure.of("batch max", "", (double) sizes.getMaxValue()));
  }
}
