package id.kuota.bench.lab.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import id.kuota.bench.surroundings.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is alive in a JVM after a full collection, which asking for it brings about.
 *
 * @param heapBytes of all objects that can be reached
 * @param entities of the engine that are awake
 * @param residentBytes of the process in the memory of the machine; empty where it is not told
 */
record LiveMemory(long heapBytes, long entities, OptionalLong residentBytes) {

  /** {@code 12: 3456 78901 id.kuota.engine.order.OrderEntity}: rank, objects, bytes, class. */
  private static final Pattern LINE =
      Pattern.compile("^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+)", Pattern.MULTILINE);

  private static final Pattern TOTAL =
      Pattern.compile("^Total\\s+\\d+\\s+(\\d+)", Pattern.MULTILINE);

  private static final Pattern ENTITY =
      Pattern.compile("id\\.kuota\\.engine\\.[a-z]+\\.\\w+Entity");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final int KIB = 1024;

  /**
   * Asks another JVM of this user, with the {@code jcmd} of our JDK. Never this one: it would pause
   * while it answers, and not read the answer.
   */
  static LiveMemory of(ProcessHandle jvm) throws IOException, InterruptedException {
    String pid = String.valueOf(jvm.pid());
    Process asked =
        new ProcessBuilder(List.of(JavaCommand.program("jcmd"), pid, "GC.class_histogram"))
            .redirectErrorStream(true)
            .start();
    String said = new String(asked.getInputStream().readAllBytes(), UTF_8);
    if (asked.waitFor() != 0) throw new IOException("jcmd does not tell what is alive: " + said);
    Path status = Path.of("/proc", pid, "status");
    return parse(said, Files.isReadable(status) ? Files.readString(status) : "");
  }

  static LiveMemory parse(String histogram, String status) throws IOException {
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) throw new IOException("not a histogram of classes: " + histogram);
    long entities =
        LINE.matcher(histogram)
            .results()
            .filter(line -> ENTITY.matcher(line.group(2)).matches())
            .mapToLong(line -> Long.parseLong(line.group(1)))
            .sum();
    Matcher resident = RESIDENT.matcher(status);
    return new LiveMemory(
        Long.parseLong(total.group(1)),
        entities,
        resident.find()
            ? OptionalLong.of(Long.parseLong(resident.group(1)) * KIB)
            : OptionalLong.empty());
  }
}
