package id.kuota.bench.surroundings;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What a number was measured on; without it the number means nothing. */
public final class Machine {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final double GIB = 1L << 30;

  private Machine() {}

  /** In the order in which it is printed. */
  public static Map<String, String> describe(BenchServer server) throws SQLException, IOException {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    var words = new LinkedHashMap<String, String>();
    words.put(
        "cores",
        "%d x %s".formatted(Runtime.getRuntime().availableProcessors(), processor(system)));
    words.put(
        "memory",
        String.format(
            Locale.ROOT,
            "%.1f GiB, heap of at most %.1f GiB",
            system.getTotalMemorySize() / GIB,
            Runtime.getRuntime().maxMemory() / GIB));
    words.put("system", "%s %s".formatted(system.getName(), system.getVersion()));
    words.put(
        "JVM",
        "%s %s".formatted(System.getProperty("java.vm.name"), System.getProperty("java.version")));
    words.put("PostgreSQL", server.words().getFirst());
    words.put("its settings", server.words().getLast());
    words.put("volume", Files.getFileStore(server.folder()).type());
    words.put("busy with others", String.format(Locale.ROOT, "load %.1f", load(system)));
    return words;
  }

  private static double load(OperatingSystemMXBean system) {
    return Math.max(0, system.getSystemLoadAverage());
  }

  private static String processor(OperatingSystemMXBean system) throws IOException {
    if (!Files.isReadable(CPU_INFO)) return system.getArch();
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(system.getArch());
    }
  }
}
