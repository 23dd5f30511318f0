package id.kuota.persistence.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a kept server: {@code data} is PostgreSQL's own, next to it stand its log, the
 * lock of the process that runs it, and a mark that its first start was completed.
 */
record DataDirectory(Path path) {

  Path data() {
    return path.resolve("data");
  }

  Path log() {
    return path.resolve("postgresql.log");
  }

  private Path ready() {
    return path.resolve("ready");
  }

  /**
   * Takes the directory for this process, and creates it if need be.
   *
   * @throws EmbeddedDatabaseException if it cannot be written or another process has it
   */
  FileLock lock() {
    try {
      Files.createDirectories(path);
      var channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new EmbeddedDatabaseException(
            "the database directory %s is in use by another running Kuota; stop that one, or choose another directory"
                .formatted(path));
      }
      return lock;
    } catch (IOException e) {
      throw new EmbeddedDatabaseException(
          "the database directory %s cannot be written (%s); choose another directory, or fix its permissions"
              .formatted(path, e),
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // This very process has it.
    }
  }

  /**
   * Makes sure that what lies here can be started by a server of this version.
   *
   * @param version major version, for example {@code 17}
   */
  void check(String version) {
    if (isFresh()) {
      return;
    }
    Path versionFile = data().resolve("PG_VERSION");
    if (!Files.exists(versionFile)) {
      throw new EmbeddedDatabaseException(
          "%s is not empty and holds no PostgreSQL database; choose another directory, or move its content away"
              .formatted(data()));
    }
    String found = read(versionFile).strip();
    if (!found.equals(version)) {
      throw new EmbeddedDatabaseException(
          "the database in %s was made by PostgreSQL %s, and this is PostgreSQL %s; dump it with the old version, or move the directory away to begin anew"
              .formatted(path, found, version));
    }
    if (!Files.exists(ready())) {
      throw new EmbeddedDatabaseException(
          "the first start of the database in %s was interrupted before anything was stored; delete the directory and start again"
              .formatted(path));
    }
    if (!Files.exists(data().resolve("postgresql.conf"))
        || !Files.exists(data().resolve("global/pg_control"))) {
      throw new EmbeddedDatabaseException(
          "the database in %s is damaged: files of PostgreSQL are missing; restore it from a backup, or move the directory away to begin anew"
              .formatted(path));
    }
  }

  /** Marks that a server has run here and its data directory is complete. */
  void markReady() {
    try {
      if (!Files.exists(ready())) {
        Files.createFile(ready());
      }
    } catch (IOException e) {
      throw new EmbeddedDatabaseException("cannot write " + ready(), e);
    }
  }

  private boolean isFresh() {
    if (!Files.exists(data())) {
      return true;
    }
    try (var entries = Files.list(data())) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      throw new EmbeddedDatabaseException(
          "the database directory %s cannot be read (%s); choose another directory, or fix its permissions"
              .formatted(data(), e),
          e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
