package id.kuota.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

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
      Never change a released form. A new field with a default: a line in AddedFields; rename the \
      golden files to %1$s.until-RELEASE and write those of the new form by -Dgolden.write=missing. \
      Any other change: a version of its own in Manifests, and keep reading the old one.
      Only if %1$s was never released may you delete its golden files and write them anew.\
      """;

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

  @TestFactory
  Stream<DynamicTest> everyGoldenFileCanStillBeRead() {
    return Forms.golden().entrySet().stream()
        .map(file -> dynamicTest(file.getKey(), () -> assertRead(file.getKey(), file.getValue())));
  }

  private void assertRead(String name, byte[] golden) {
    String manifest = name.replaceFirst("\\..*", "");
    assertThat(Manifests.isStored(manifest))
        .as("journals hold %s; it must stay in Manifests", manifest)
        .isTrue();
    byte[] now = codec.encode(codec.decode(manifest, golden));
    Forms.assertKept(Forms.tree(now), Forms.tree(golden), name);
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
      Files.writeString(exact, Forms.lines(HexFormat.of().formatHex(bytes)));
      Files.writeString(readable, Forms.readable(bytes));
    }
    assertThat(exact)
        .as("A new form needs its golden file: run with -Dgolden.write=missing and commit it")
        .exists();

    byte[] golden = Forms.bytes(Files.readString(exact));
    assertThat(SameContent.of(codec.decode(manifest, golden)))
        .as(ADVICE, manifest)
        .isEqualTo(SameContent.of(sample));
    assertThat(Forms.readable(bytes)).as(ADVICE, manifest).isEqualTo(Files.readString(readable));
    assertThat(bytes).as(ADVICE, manifest).isEqualTo(golden);
  }
}
