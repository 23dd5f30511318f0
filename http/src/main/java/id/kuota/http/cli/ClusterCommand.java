package id.kuota.http.cli;

import id.kuota.http.cli.cluster.Balancer;
import id.kuota.http.cli.cluster.HeapSize;
import id.kuota.http.cli.cluster.NodePorts;
import id.kuota.http.node.Ports;
import id.kuota.http.node.StartException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kuota cluster}: many nodes on this machine, one database, a balancer in front. */
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    description = {
      "Starts N nodes on this machine with one database, a demo sale, and HAProxy in front.",
      "Shows what they do. A node that fails is started again; Ctrl-C stops all, one by one."
    })
final class ClusterCommand implements Callable<Integer> {

  private static final int NODES_MAX = 30;
  private static final int PORT = 8080;
  private static final long MEGABYTE = 1 << 20;

  @Parameters(paramLabel = "N", defaultValue = "3", description = "Nodes (${DEFAULT-VALUE}).")
  private int count = 3;

  @Option(
      names = "--port",
      description =
          "Port of the balancer, without it of the first node (default: 8080, or a free one).")
  private @Nullable Integer port;

  @Option(
      names = "--heap",
      paramLabel = "MB",
      description = "Heap of each node (default: by the machine's memory, 96 to 512).")
  private @Nullable Long heap;

  @Override
  public Integer call() throws IOException {
    long began = System.nanoTime();
    check();
    var console = new Console();
    DevCommand.requireNone();
    Optional<Path> balancer = Balancer.program();
    List<NodePorts> ports = new ArrayList<>(NodePorts.free(count));
    if (balancer.isEmpty() && port != null) ports.set(0, ports.getFirst().withApi(port));
    long megabytes = heap != null ? heap : HeapSize.of(memory(), count);
    console.say(
        console.bold("Kuota " + Version.number())
            + ", %d nodes to try things out, each with %d MB of heap".formatted(count, megabytes));
    console.say("");
    if (balancer.isEmpty()) {
      console.say("HAProxy is not installed, so it goes on without: sudo apt-get install haproxy");
    }
    Path folder = Files.createDirectories(ProjectHome.find().clusterFolder());
    var running =
        new RunningCluster(folder, ports, megabytes, balancer, apiPort(ports, balancer), console);
    // A start takes long enough to be broken off, and no process must stay behind then.
    Shutdown.onSignal(running::stop);
    running.run(began);
    return Shutdown.await();
  }

  private void check() {
    if (count < 1 || count > NODES_MAX) {
      throw new StartException(
          "%d nodes cannot be started; the number is from 1 to %d.".formatted(count, NODES_MAX));
    }
    if (heap != null && heap < HeapSize.LEAST) {
      throw new StartException(
          "A heap of %d MB is too small for a node; --heap takes %d or more."
              .formatted(heap, HeapSize.LEAST));
    }
    if (port != null && !Ports.isFree(port)) {
      throw new StartException(
          "Port %d is taken by another program. Choose another with --port.".formatted(port));
    }
  }

  private int apiPort(List<NodePorts> ports, Optional<Path> balancer) {
    if (balancer.isEmpty()) return ports.getFirst().api();
    if (port != null) return port;
    return Ports.isFree(PORT) ? PORT : NodePorts.free(1).getFirst().api();
  }

  private static long memory() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            .getTotalMemorySize()
        / MEGABYTE;
  }
}
