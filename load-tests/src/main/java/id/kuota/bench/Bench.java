package id.kuota.bench;

import id.kuota.bench.measure.Effort;
import id.kuota.bench.surroundings.BenchServer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a suite is given.
 *
 * @param server a PostgreSQL for this run alone, which flushes to disk; a suite takes a database of
 *     its own from it
 * @param callers numbers of callers at the same time, from few to many
 * @param slower what is added to every commit, one after the other; zero is the disk as it is
 * @param nodeOptions flags for the JVM of one more node; a suite that has such a node adds it to
 *     its contenders
 * @param doing takes what is being done just now, for the line of progress
 */
public record Bench(
    Effort effort,
    BenchServer server,
    List<Integer> callers,
    List<Duration> slower,
    List<String> nodeOptions,
    Consumer<String> doing) {

  public Bench {
    callers = List.copyOf(callers);
    slower = List.copyOf(slower);
    nodeOptions = List.copyOf(nodeOptions);
  }
}
