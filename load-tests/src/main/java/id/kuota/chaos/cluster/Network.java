package id.kuota.chaos.cluster;

import java.util.List;

/** The network between nodes and database. Nodes are numbered from 0. */
public interface Network extends AutoCloseable {

  /** Returns where a node is reached, by its peers and by clients. */
  String host(int node);

  /** Returns where nodes reach the database and the gateway. */
  String hub();

  /**
   * Makes a port of the hub a port of each node's own machine, where programs accept addresses
   * without encryption; returns the host under which nodes find it.
   */
  String bringHome(int port);

  /** Returns the words before the command of a node that put it into its place. */
  List<String> place(int node);

  /** Drops what {@code from} sends to {@code to}. */
  void cut(int from, int to);

  /** Drops what a node and the database send to each other. */
  void cutFromDatabase(int node, int databasePort);

  /** Mends all cuts. Safe to repeat. */
  void mend();

  @Override
  void close();
}
