package id.kuota.http.cli;

import id.kuota.http.node.FileDescriptors;
import id.kuota.http.node.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code kuota doctor}: looks at the surroundings and says how to mend what is wrong. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Checks Java, memory, open files, disk, ports, database, pooler and connections.")
final class DoctorCommand implements Callable<Integer> {

  private static final int JAVA = 25;
  private static final long DISK_MIN_MEGABYTES = 1_000;
  private static final long HEAP_MIN_MEGABYTES = 512;
  private static final long MEGABYTE = 1_048_576;

  @Override
  public Integer call() {
    var findings = new ArrayList<Finding>();
    findings.add(java());
    findings.add(memory());
    findings.add(files());
    findings.add(disk(ProjectHome.find().folder().toAbsolutePath()));
    findings.addAll(ports());
    findings.addAll(DatabaseFindings.look());
    var console = new Console();
    for (Finding finding : findings) {
      String mark = finding.remedy().isEmpty() ? "ok  " : "BAD ";
      console.say("%s %-12s %s".formatted(mark, finding.subject(), finding.found()));
      finding.remedy().ifPresent(remedy -> console.say("     -> " + remedy));
    }
    return findings.stream().allMatch(finding -> finding.remedy().isEmpty())
        ? 0
        : KuotaCommand.FOUND;
  }

  private static Finding java() {
    String found = Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
    return Runtime.version().feature() == JAVA
        ? Finding.fit("Java", found)
        : Finding.unfit("Java", found, "Install a JDK " + JAVA + " and set JAVA_HOME to it.");
  }

  private static Finding memory() {
    long megabytes = Runtime.getRuntime().maxMemory() / MEGABYTE;
    String found = "heap of at most " + megabytes + " MB";
    return megabytes >= HEAP_MIN_MEGABYTES
        ? Finding.fit("memory", found)
        : Finding.unfit("memory", found, "Set KUOTA_JAVA_OPTS=-Xmx1g, or use a larger machine.");
  }

  private static Finding files() {
    OptionalLong limit = FileDescriptors.limit();
    if (limit.isEmpty()) return Finding.fit("files", "the limit is not known here");
    long wanted =
        ServeCommand.config(null, null).getLong("kuota.http.max-connections")
            + FileDescriptors.OTHERS;
    String found = "%d files and connections (ulimit -n)".formatted(limit.getAsLong());
    return limit.getAsLong() >= wanted
        ? Finding.fit("files", found)
        : Finding.unfit(
            "files",
            found,
            "Raise the limit to %d (LimitNOFILE in systemd), or set KUOTA_HTTP_MAX_CONNECTIONS."
                .formatted(wanted));
  }

  private static Finding disk(Path folder) {
    try {
      Path existing = folder;
      while (!Files.exists(existing) && existing.getParent() != null) {
        existing = existing.getParent();
      }
      long megabytes = Files.getFileStore(existing).getUsableSpace() / MEGABYTE;
      String found = megabytes + " MB free at " + folder;
      if (!Files.isWritable(existing)) {
        return Finding.unfit("disk", folder + " is not writable", "Change its owner or mode.");
      }
      return megabytes >= DISK_MIN_MEGABYTES
          ? Finding.fit("disk", found)
          : Finding.unfit("disk", found, "Free at least " + DISK_MIN_MEGABYTES + " MB.");
    } catch (IOException e) {
      return Finding.unfit("disk", e.toString(), "Check the file system of " + folder + ".");
    }
  }

  private static List<Finding> ports() {
    Optional<RunningNode> running = RunningNode.find();
    if (running.isPresent()) {
      return List.of(Finding.fit("ports", "a node is running at " + running.get().url()));
    }
    var config = ServeCommand.config(null, null);
    var findings = new ArrayList<Finding>();
    for (String use : List.of("http", "management", "cluster", "metrics")) {
      int port = config.getInt("kuota." + use + ".port");
      findings.add(
          Ports.isFree(port)
              ? Finding.fit("port " + port, "free (" + use + ")")
              : Finding.unfit(
                  "port " + port,
                  "taken by another program (" + use + ")",
                  "Stop it, or set KUOTA_" + use.toUpperCase(java.util.Locale.ROOT) + "_PORT."));
    }
    return findings;
  }
}
