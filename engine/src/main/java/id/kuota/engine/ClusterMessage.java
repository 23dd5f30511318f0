package id.kuota.engine;

/** What travels between nodes: commands, questions and answers. Read by two adjacent releases. */
public non-sealed interface ClusterMessage extends Portable {}
