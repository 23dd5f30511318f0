package id.kuota.http.cli.cluster;

import id.kuota.http.node.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of this machine that runs beside the nodes and ends with the command. */
public final class LocalProgram implements AutoCloseable {

  /** Where Debian and others put programs; not always on the path of a user. */
  private static final List<String> FOLDERS =
      List.of("/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin");

  private static final Duration STOP_MAX = Duration.ofSeconds(5);

  private final ProcessCommand command;
  private final Process process;

  private LocalProgram(ProcessCommand command, Process process) {
    this.command = command;
    this.process = process;
  }

  /** Returns a program, if it is installed. */
  public static Optional<Path> find(String name) {
    String path = System.getenv("PATH");
    return Stream.concat(path == null ? Stream.of() : Stream.of(path.split(":")), FOLDERS.stream())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts a program.
   *
   * @param name for the message of the exception
   * @throws StartException if the system does not start it
   */
  public static LocalProgram start(String name, ProcessCommand command) {
    try {
      return new LocalProgram(command, command.start());
    } catch (IOException e) {
      throw new StartException("%s cannot be started: %s".formatted(name, e.getMessage()), e);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Returns the last lines that it has printed. */
  public String endOfLog() {
    return command.endOfLog();
  }

  /** Ends it, and returns when it has ended. Blocks for some seconds at most. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
