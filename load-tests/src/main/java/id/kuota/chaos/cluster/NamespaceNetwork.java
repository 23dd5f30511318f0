package id.kuota.chaos.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A network namespace for each node, all joined by a bridge, as is this machine, with the database.
 * The bridge has a namespace of its own: a firewall of the machine (Docker brings one) would filter
 * what it passes on. Cuts are nftables rules inside of a node's namespace, and drop packets without
 * a word, as a broken switch does. Everything has the number of this process in its name.
 */
final class NamespaceNetwork implements Network {

  private static final int FIRST = 10;
  private static final String HOME = "127.0.0.1";

  private final String name;
  private final String bridge;
  private final String subnet;
  private final Deque<List<String>> undo = new ArrayDeque<>();
  private final int nodes;

  private NamespaceNetwork(int nodes) {
    long pid = ProcessHandle.current().pid();
    this.name = "kc" + pid;
    this.bridge = name + "b";
    // Of 198.18.0.0/15, which is kept for tests of networks and routed nowhere.
    this.subnet = "198.%d.%d".formatted(18 + pid / 256 % 2, pid % 256);
    this.nodes = nodes;
  }

  /**
   * Makes it.
   *
   * @throws SurroundingsException if the machine does not allow it; what was made is undone
   */
  static NamespaceNetwork make(int nodes) {
    var network = new NamespaceNetwork(nodes);
    try {
      network.bridge();
      for (int node = 0; node < nodes; node++) network.namespace(node);
      return network;
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private void bridge() {
    run("ip", "netns", "add", bridge);
    undo.push(List.of("ip", "netns", "del", bridge));
    run("ip", "-n", bridge, "link", "add", "bridge", "type", "bridge");
    run("ip", "-n", bridge, "link", "set", "bridge", "up");
    run("ip", "link", "add", name, "type", "veth", "peer", "name", "hub", "netns", bridge);
    undo.push(List.of("ip", "link", "del", name));
    run("ip", "-n", bridge, "link", "set", "hub", "master", "bridge", "up");
    run("ip", "addr", "add", hub() + "/24", "dev", name);
    run("ip", "link", "set", name, "up");
  }

  private void namespace(int node) {
    String space = space(node);
    run("ip", "netns", "add", space);
    undo.push(List.of("ip", "netns", "del", space));
    String plug = "node" + node;
    run(
        "ip", "-n", bridge, "link", "add", plug, "type", "veth", "peer", "name", "eth0", "netns",
        space);
    run("ip", "-n", bridge, "link", "set", plug, "master", "bridge", "up");
    inside(node, "ip", "addr", "add", host(node) + "/24", "dev", "eth0");
    inside(node, "ip", "link", "set", "eth0", "up");
    inside(node, "ip", "link", "set", "lo", "up");
    inside(node, "nft", "add table inet chaos");
    inside(node, "nft", "add chain inet chaos in { type filter hook input priority 0 ; }");
    inside(node, "nft", "add chain inet chaos out { type filter hook output priority 0 ; }");
  }

  @Override
  public String host(int node) {
    return subnet + "." + (FIRST + node);
  }

  @Override
  public String hub() {
    return subnet + ".1";
  }

  @Override
  public String bringHome(int port) {
    for (int node = 0; node < nodes; node++) {
      inside(node, "sysctl", "-qw", "net.ipv4.conf.all.route_localnet=1");
      inside(node, "nft", "add table ip home");
      inside(node, "nft", "add chain ip home out { type nat hook output priority -100 ; }");
      inside(node, "nft", "add chain ip home post { type nat hook postrouting priority 100 ; }");
      inside(
          node,
          "nft",
          "add rule ip home out ip daddr %s tcp dport %d dnat to %s".formatted(HOME, port, hub()));
      inside(
          node, "nft", "add rule ip home post ip saddr %s oifname eth0 masquerade".formatted(HOME));
    }
    return HOME;
  }

  @Override
  public List<String> place(int node) {
    return List.of("ip", "netns", "exec", space(node));
  }

  @Override
  public void cut(int from, int to) {
    inside(to, "nft", "add rule inet chaos in ip saddr %s drop".formatted(host(from)));
  }

  @Override
  public void cutFromDatabase(int node, int databasePort) {
    inside(
        node,
        "nft",
        "add rule inet chaos in ip saddr %s tcp sport %d drop".formatted(hub(), databasePort));
    inside(
        node,
        "nft",
        "add rule inet chaos out ip daddr %s tcp dport %d drop".formatted(hub(), databasePort));
  }

  @Override
  public void mend() {
    for (int node = 0; node < nodes; node++) inside(node, "nft", "flush table inet chaos");
  }

  /** Undoes all, in reverse order, also when one step fails; a link goes with its namespace. */
  @Override
  public void close() {
    while (!undo.isEmpty()) {
      boolean _ = Commands.works(undo.pop());
    }
  }

  private String space(int node) {
    return name + "n" + node;
  }

  private void inside(int node, String... command) {
    var words = new ArrayList<>(place(node));
    words.addAll(List.of(command));
    Commands.run(words);
  }

  private static void run(String... command) {
    Commands.run(List.of(command));
  }
}
