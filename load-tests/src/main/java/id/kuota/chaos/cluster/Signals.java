package id.kuota.chaos.cluster;

import java.util.List;
import java.util.stream.Stream;

/** Signals to processes that this run has started, by their ids. */
final class Signals {

  private Signals() {}

  /** SIGSTOP: the process stands still, and its connections stay open. */
  static void stop(ProcessHandle process) {
    send("STOP", process);
  }

  /** SIGCONT: the process goes on as if no time had passed. */
  static void go(ProcessHandle process) {
    send("CONT", process);
  }

  /** Returns a process with all that it has started. */
  static List<ProcessHandle> family(ProcessHandle parent) {
    return Stream.concat(Stream.of(parent), parent.descendants()).toList();
  }

  /** A process that has ended meanwhile needs no signal. */
  private static void send(String signal, ProcessHandle process) {
    List<String> command = List.of("kill", "-" + signal, String.valueOf(process.pid()));
    if (process.isAlive() && !Commands.works(command) && process.isAlive()) {
      throw new SurroundingsException(String.join(" ", command) + " failed");
    }
  }
}
