package id.kuota.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import id.kuota.engine.Portable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The bytes of every message between nodes as this build writes them, so that a change is seen. One
 * pair of files per manifest has all its samples, one after the other, with an empty line between.
 * {@code -Dgolden.write=messages} writes them anew: whether the previous release understands the
 * change is for {@link PreviousReleaseTest} to say.
 */
class MessageFilesTest {

  private static final Path FOLDER = Path.of("src/test/resources/golden/messages");
  private static final String ADVICE =
      """
      The form of the message %s has changed. Nodes of the previous release read and write the \
      one in this file: see docs/decisions/0038. If the change is meant, write the file anew by \
      -Dgolden.write=messages.\
      """;

  private final JournalCodec codec = Forms.codec();

  @TestFactory
  Stream<DynamicTest> everyMessageHasTheFormInItsFile() {
    return byManifest().entrySet().stream()
        .map(
            entry ->
                dynamicTest(entry.getKey(), () -> assertGolden(entry.getKey(), entry.getValue())));
  }

  @Test
  void everyMessageHasAFile() {
    assertThat(byManifest().keySet())
        .as("give each message in Manifests a sample in Samples")
        .containsExactlyInAnyOrderElementsOf(Manifests.messages());
  }

  @Test
  void everyFileIsOfAMessage() throws IOException {
    try (var files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\..*", "")))
          .as("delete the files of what does not travel any more")
          .isSubsetOf(Manifests.messages());
    }
  }

  private Map<String, List<Portable>> byManifest() {
    return Forms.samples().stream()
        .filter(sample -> !Manifests.isStored(codec.manifest(sample)))
        .collect(Collectors.groupingBy(codec::manifest, TreeMap::new, Collectors.toList()));
  }

  private void assertGolden(String manifest, List<Portable> samples) throws IOException {
    Path exact = FOLDER.resolve(manifest + ".hex");
    Path readable = FOLDER.resolve(manifest + ".json");
    String bytes =
        samples.stream()
            .map(sample -> Forms.lines(HexFormat.of().formatHex(codec.encode(sample))))
            .collect(Collectors.joining("\n"));
    String text =
        samples.stream()
            .map(sample -> Forms.readable(codec.encode(sample)))
            .collect(Collectors.joining("\n"));
    if ("messages".equals(System.getProperty("golden.write"))) {
      Files.writeString(exact, bytes);
      Files.writeString(readable, text);
    }
    assertThat(exact).as("write it by -Dgolden.write=messages and commit it").exists();
    assertThat(text).as(ADVICE, manifest).isEqualTo(Files.readString(readable));
    assertThat(bytes).as(ADVICE, manifest).isEqualTo(Files.readString(exact));
    assertThat(read(exact).map(one -> codec.decode(manifest, one)))
        .as(ADVICE, manifest)
        .containsExactlyElementsOf(samples);
  }

  private static Stream<byte[]> read(Path exact) {
    try {
      return Stream.of(Files.readString(exact).split("\n\n", -1)).map(Forms::bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
