package id.kuota.load.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeFileTest {

  @TempDir private Path project = Path.of("set by JUnit");

  @Test
  void namesTheNodeThatRuns() throws IOException {
    NodeFile file = written(ProcessHandle.current().pid());
    assertThat(file.url()).contains("http://127.0.0.1:8080");
    assertThat(file.operatorKey()).contains("key");
  }

  @Test
  void aFileThatAKilledNodeLeftNamesNone() throws IOException {
    assertThat(written(Long.MAX_VALUE).url()).isEmpty();
  }

  @Test
  void withoutAFileThereIsNoNode() {
    assertThat(NodeFile.of(project).url()).isEmpty();
  }

  @Test
  void aBrokenFileNamesNone() throws IOException {
    assertThat(write("{\"url\":").url()).isEmpty();
  }

  private NodeFile written(long process) throws IOException {
    return write(
        "{\"url\":\"http://127.0.0.1:8080\",\"operator_key\":\"key\",\"process_id\":%d}"
            .formatted(process));
  }

  private NodeFile write(String text) throws IOException {
    NodeFile file = NodeFile.of(project);
    Files.createDirectories(project.resolve(".kuota"));
    Files.writeString(file.path(), text);
    return file;
  }
}
