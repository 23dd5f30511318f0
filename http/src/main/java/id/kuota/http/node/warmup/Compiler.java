package id.kuota.http.node.warmup;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The compiler of this JVM, by what it reports. For one thread. */
final class Compiler {

  private final @Nullable CompilationMXBean bean = ManagementFactory.getCompilationMXBean();
  private long told = total();

  /** Returns how long its threads have been compiling since this was asked before. */
  Duration worked() {
    long before = told;
    told = total();
    return Duration.ofMillis(told - before);
  }

  private long total() {
    return bean != null && bean.isCompilationTimeMonitoringSupported()
        ? bean.getTotalCompilationTime()
        : 0;
  }
}
