package id.kuota.chaos.cluster;

import java.util.List;

/** All on one interface: nothing can be cut. */
final class LoopbackNetwork implements Network {

  private static final String HOST = "127.0.0.1";

  @Override
  public String host(int node) {
    return HOST;
  }

  @Override
  public String hub() {
    return HOST;
  }

  @Override
  public String bringHome(int port) {
    return HOST;
  }

  @Override
  public List<String> place(int node) {
    return List.of();
  }

  @Override
  public void cut(int from, int to) {
    throw new UnsupportedOperationException("the loopback interface cannot be cut");
  }

  @Override
  public void cutFromDatabase(int node, int databasePort) {
    throw new UnsupportedOperationException("the loopback interface cannot be cut");
  }

  @Override
  public void mend() {
    // Nothing was cut.
  }

  @Override
  public void close() {
    // Nothing was made.
  }
}
