package id.kuota.load.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code kuota dev} leaves for other commands in the project's folder while it runs. */
public record NodeFile(Path path) {

  /** Returns the file of a project. */
  public static NodeFile of(Path project) {
    return new NodeFile(project.resolve(".kuota").resolve("node.json"));
  }

  /** Returns the address, if a node is running and the file names it. */
  public Optional<String> url() {
    return field("url");
  }

  /** Returns the operator key, if a node is running and the file names it. */
  public Optional<String> operatorKey() {
    return field("operator_key");
  }

  /** A node that was killed leaves its file behind. */
  private static boolean isRunning(JsonNode process) {
    return !process.isNumber()
        || ProcessHandle.of(process.asLong()).filter(ProcessHandle::isAlive).isPresent();
  }

  private Optional<String> field(String name) {
    if (!Files.isReadable(path)) return Optional.empty();
    try {
      JsonNode node = Json.MAPPER.readTree(path.toFile());
      return Optional.of(node.path(name).asText())
          .filter(text -> !text.isBlank() && isRunning(node.path("process_id")));
    } catch (IOException unreadable) {
      return Optional.empty(); // Being written at this moment, or broken: as if it were not there.
    }
  }
}
