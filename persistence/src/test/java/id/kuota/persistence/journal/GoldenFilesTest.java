package id.kuota.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import id.kuota.engine.Portable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The bytes of every event and snapshot, frozen. {@code .hex} is what the journal holds, {@code
 * .json} the same to read. {@code -Dgolden.write=missing} writes the files of a new form; there is
 * no switch that changes a file.
 */
class GoldenFilesTest {

  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final String ADVICE =
      """
      The form of %1$s has changed, but journals hold the old one and always will.
      Never change a released form: give the new one its own version in Manifests (and a golden \
      file by -Dgolden.write=missing), and keep reading the old one.
      Only if %1$s was never released may you delete its golden files and write them anew.""";

  private final JournalCodec codec = new JournalCodec();

  @TestFactory
  Stream<DynamicTest> everyFormIsAsItWasReleased() {
    return Samples.stored().stream()
        .map(sample -> dynamicTest(codec.manifest(sample), () -> assertGolden(sample)));
  }

  @Test
  void aBuyerWithAFormerKeyIsAsItWasReleased() throws IOException {
    assertGolden(CartSamples.openedWithFormerKey(), "CO1.former-key");
  }

  @Test
  void everyStoredTypeHasASample() {
    Set<String> sampled =
        Samples.stored().stream().map(codec::manifest).collect(Collectors.toSet());
    var named = new TreeSet<>(Manifests.events());
    named.addAll(Manifests.snapshots());
    assertThat(sampled).as("a sample for everything that is stored").isEqualTo(named);
  }

  @Test
  void everyGoldenFileCanStillBeRead() throws IOException {
    try (var files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\..*", "")))
          .as("journals hold these manifests; they stay in Manifests for ever")
          .allMatch(Manifests::isStored);
    }
  }

  private void assertGolden(Portable sample) throws IOException {
    assertGolden(sample, codec.manifest(sample));
  }

  /**
   * @param name of the file: the manifest, and after a dot which of its forms it is
   */
  private void assertGolden(Portable sample, String name) throws IOException {
    String manifest = codec.manifest(sample);
    byte[] bytes = codec.encode(sample);
    Path exact = FOLDER.resolve(name + ".hex");
    Path readable = FOLDER.resolve(name + ".json");
    if (!Files.exists(exact) && "missing".equals(System.getProperty("golden.write"))) {
      Files.writeString(exact, lines(HexFormat.of().formatHex(bytes)));
      Files.writeString(readable, readable(bytes));
    }
    assertThat(exact)
        .as("A new form needs its golden file: run with -Dgolden.write=missing and commit it")
        .exists();

    byte[] golden = HexFormat.of().parseHex(Files.readString(exact).replaceAll("\\s", ""));
    assertThat(SameContent.of(codec.decode(manifest, golden)))
        .as(ADVICE, manifest)
        .isEqualTo(SameContent.of(sample));
    assertThat(readable(bytes)).as(ADVICE, manifest).isEqualTo(Files.readString(readable));
    assertThat(bytes).as(ADVICE, manifest).isEqualTo(golden);
  }

  private static String readable(byte[] bytes) throws IOException {
    var tree = new CBORMapper().readTree(bytes);
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
  }

  private static String lines(String hex) {
    return hex.replaceAll("(.{64})", "$1\n").strip() + "\n";
  }
}
