package id.kuota.persistence.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the server has written to its log since this object was made. */
final class ServerLog {

  /** More than a failing start ever says. */
  private static final int READ_MAX = 64 * 1024;

  private static final int REASONS_MAX = 3;
  private static final Pattern REASON = Pattern.compile("(FATAL:|PANIC:|error:).*");

  private final Path file;
  private final long begin;

  ServerLog(Path file) {
    this.file = file;
    this.begin = file.toFile().length();
  }

  /** Returns whether pg_ctl has given up; its caller would go on waiting. */
  boolean saysGivenUp() {
    return lines().stream().anyMatch(line -> line.contains("could not start server"));
  }

  /** Returns the lines that name the reason of a failure, in one sentence. */
  String reason() {
    List<String> reasons =
        lines().stream()
            .flatMap(line -> REASON.matcher(line).results())
            .map(MatchResult::group)
            .limit(REASONS_MAX)
            .toList();
    return reasons.isEmpty() ? "see " + file : String.join("; ", reasons);
  }

  private List<String> lines() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (var log = new RandomAccessFile(file.toFile(), "r")) {
      log.seek(begin);
      var bytes = new byte[(int) Math.max(0, Math.min(READ_MAX, log.length() - begin))];
      log.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of(); // It only explains another failure, which is reported anyway.
    }
  }
}
