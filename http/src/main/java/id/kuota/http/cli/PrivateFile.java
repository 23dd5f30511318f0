package id.kuota.http.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import id.kuota.http.node.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A file, mostly JSON, that only its owner may read; replaced as a whole or not at all. */
final class PrivateFile {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private PrivateFile() {}

  static <T> Optional<T> read(Path file, Class<T> type) {
    if (!Files.exists(file)) return Optional.empty();
    try {
      return Optional.of(JSON.readValue(file.toFile(), type));
    } catch (IOException e) {
      throw new StartException(
          "%s cannot be read (%s). Remove it, or start over with: kuota dev --fresh"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  static void write(Path file, Object content) {
    try {
      writeText(file, JSON.writeValueAsString(content));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + content.getClass(), e);
    }
  }

  /** Writes text as it is. */
  static void writeText(Path file, String text) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, file.getFileName().toString(), ".new");
      if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
      }
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StartException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }
}
