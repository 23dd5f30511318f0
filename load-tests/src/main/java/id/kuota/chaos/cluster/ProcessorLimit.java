package id.kuota.chaos.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A control group whose processes get 5 % of one core. Of version 1 or 2, whichever is mounted. */
final class ProcessorLimit implements AutoCloseable {

  private static final Path V1 = Path.of("/sys/fs/cgroup/cpu");
  private static final Path V2 = Path.of("/sys/fs/cgroup");
  private static final int PERIOD_MICROS = 100_000;
  private static final int QUOTA_MICROS = PERIOD_MICROS / 20;

  private final Path root;
  private final Path group;

  private ProcessorLimit(Path root) {
    this.root = root;
    this.group = root.resolve("kuota-chaos-" + ProcessHandle.current().pid());
  }

  /** Returns why there can be none; null if there can. */
  static @Nullable String missing() {
    if (root() == null) return "no control group for processors is mounted";
    try (var limit = make()) {
      return Files.isDirectory(limit.group) ? null : "no control group can be made";
    } catch (UncheckedIOException e) {
      return "no control group can be made: " + e.getMessage();
    }
  }

  /** Makes the group, without a process in it. */
  static ProcessorLimit make() {
    Path root = root();
    if (root == null) throw new SurroundingsException("no control group for processors is mounted");
    var limit = new ProcessorLimit(root);
    try {
      Files.createDirectory(limit.group);
      if (isV1(root)) {
        write(limit.group.resolve("cpu.cfs_period_us"), String.valueOf(PERIOD_MICROS));
        write(limit.group.resolve("cpu.cfs_quota_us"), String.valueOf(QUOTA_MICROS));
      } else {
        write(limit.group.resolve("cpu.max"), QUOTA_MICROS + " " + PERIOD_MICROS);
      }
      return limit;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a process with all its threads into the group. */
  void hold(ProcessHandle process) {
    move(process, group);
  }

  void release(ProcessHandle process) {
    if (process.isAlive()) move(process, root);
  }

  /** Removes the group; its processes must have been released or have ended. */
  @Override
  public void close() {
    try {
      for (String pid : Files.readAllLines(group.resolve("cgroup.procs"))) {
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(this::release);
      }
      Files.delete(group);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void move(ProcessHandle process, Path to) {
    try {
      write(to.resolve("cgroup.procs"), String.valueOf(process.pid()));
    } catch (IOException e) {
      if (process.isAlive()) throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Path root() {
    if (Files.exists(V1.resolve("cpu.cfs_quota_us"))) return V1;
    return Files.exists(V2.resolve("cgroup.controllers")) ? V2 : null;
  }

  private static boolean isV1(Path root) {
    return root.equals(V1);
  }

  private static void write(Path file, String value) throws IOException {
    Files.writeString(file, value);
  }
}
