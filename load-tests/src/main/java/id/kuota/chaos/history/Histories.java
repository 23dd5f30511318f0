package id.kuota.chaos.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import id.kuota.load.server.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folder of the histories of a run. */
public final class Histories {

  private static final String PREFIX = "client-";
  private static final String FINAL_READ = "final-read.jsonl";
  private static final String FINAL_STATE = "final-state.json";

  private final Path folder;

  public Histories(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** Opens the file of a client. */
  public Recorder recorder(int process) {
    return new Recorder(folder.resolve("%s%03d.jsonl".formatted(PREFIX, process)));
  }

  /**
   * Writes one client's operations; each line is in the file when {@link #write} returns. What
   * comes after the end of the run is dropped.
   */
  public static final class Recorder implements AutoCloseable {
    private final BufferedWriter file;
    private boolean closed;

    private Recorder(Path path) {
      try {
        file = Files.newBufferedWriter(path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public synchronized void write(Operation operation) {
      if (closed) return;
      try {
        file.write(Json.write(operation));
        file.newLine();
        file.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public synchronized void close() {
      closed = true;
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Returns what all clients wrote, by time. */
  public List<Operation> read() throws IOException {
    var operations = new ArrayList<Operation>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Histories::isHistory).sorted().toList()) {
        for (String line : Files.readAllLines(file)) operations.add(parse(line, file));
      }
    }
    operations.sort(Comparator.comparingLong(Operation::time));
    return operations;
  }

  /** Writes the final state, and the final read of every quota's list in Elle's form. */
  public void finish(FinalState end, List<Operation> history) throws IOException {
    Files.writeString(folder.resolve(FINAL_STATE), Json.write(end));
    Files.writeString(folder.resolve(FINAL_READ), finalRead(end, history));
  }

  public FinalState finalState() throws IOException {
    return Json.MAPPER.readValue(folder.resolve(FINAL_STATE).toFile(), FinalState.class);
  }

  private static String finalRead(FinalState end, List<Operation> history) {
    Map<String, Operation> byOrder = new HashMap<>();
    history.stream()
        .filter(operation -> !operation.order().isEmpty())
        .forEach(operation -> byOrder.putIfAbsent(operation.order(), operation));
    Map<String, List<String>> lists =
        end.orders().stream()
            .filter(order -> order.position() > 0 && byOrder.containsKey(order.order()))
            .sorted(Comparator.comparingLong(FinalState.FinalOrder::position))
            .map(order -> byOrder.get(order.order()))
            .collect(
                Collectors.groupingBy(
                    Operation::quota, Collectors.mapping(Operation::key, Collectors.toList())));
    var text = new StringBuilder();
    for (String type : List.of("invoke", "ok")) {
      List<List<Object>> reads =
          end.quotas().stream()
              .map(
                  quota ->
                      List.<Object>of(
                          "r", quota.quota(), lists.getOrDefault(quota.quota(), List.of())))
              .toList();
      var line = new HashMap<String, Object>();
      line.put("process", -1);
      line.put("type", type);
      line.put("f", "txn");
      line.put("time", end.endedAt());
      line.put("value", reads);
      text.append(Json.write(line)).append('\n');
    }
    return text.toString();
  }

  private static boolean isHistory(Path file) {
    return String.valueOf(file.getFileName()).startsWith(PREFIX);
  }

  private static Operation parse(String line, Path file) throws IOException {
    try {
      return Json.MAPPER.readValue(line, Operation.class);
    } catch (JsonProcessingException e) {
      throw new IOException("a line of %s is no operation: %s".formatted(file, line), e);
    }
  }
}
