package id.kuota.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The previous release and this build side by side in one cluster, on one journal: what either
 * writes the other reads. The rules are in docs/decisions/0038.
 */
class PreviousReleaseTest {

  /** Where the previous release cannot read what this build writes, and why that is borne. */
  private static final Map<String, String> BORNE =
      Map.of(
          "cco1<O>/buyer is now array, not [STRING]",
          "only where a buyer has a former key too: that cart is opened by the node that takes it");

  /** The stop messages of six entities: between a shard and its entity, so never between nodes. */
  private static final Set<String> LOCAL = Set.of("cx1", "dx1", "ox1", "qx1", "sx1", "tx1");

  private static PreviousRelease previous;
  private final JournalCodec codec = Forms.codec();

  @BeforeAll
  static void read() {
    String release = System.getProperty("golden.release");
    if (release != null) PreviousRelease.roll(release);
    previous = PreviousRelease.read();
  }

  @TestFactory
  Stream<DynamicTest> thisBuildReadsWhatThePreviousReleaseWrites() {
    return previous.forms().stream()
        .filter(form -> !LOCAL.contains(form.manifest()))
        .map(form -> dynamicTest(form.manifest(), () -> assertRead(form)));
  }

  @TestFactory
  Stream<DynamicTest> thePreviousReleaseReadsWhatThisBuildWrites() {
    Map<String, Shape> now = PreviousRelease.shapesNow();
    return previous.shapes().entrySet().stream()
        .map(
            then ->
                dynamicTest(
                    then.getKey(),
                    () ->
                        assertThat(obstacles(then.getKey(), then.getValue(), now))
                            .as("fields are only added; never removed, renamed or of another type")
                            .allMatch(BORNE::containsKey)));
  }

  /** None for what is not written any more. */
  private static List<String> obstacles(String manifest, Shape then, Map<String, Shape> now) {
    Shape later = now.get(manifest);
    return later == null ? List.of() : then.obstacles(later, manifest);
  }

  /**
   * A node of the previous release fails on these. So an event of a new kind is written by the next
   * release, and for the others the behaviour of that node is considered.
   */
  @Test
  void whatThePreviousReleaseCannotReadIsAcknowledged() {
    var added = new ArrayList<>(added(Manifests.all(), previous.manifests(), "manifest "));
    added.addAll(added(variantsNow(), variants(previous.shapes()), "variant "));
    added.addAll(added(EnumConstants.all(), previous.constants(), "constant "));
    if ("added".equals(System.getProperty("golden.write"))) PreviousRelease.acknowledge(added);
    assertThat(added)
        .as(
            "The previous release cannot read these. Follow docs/decisions/0038 for each, then"
                + " acknowledge them in previous-release/added.txt by -Dgolden.write=added")
        .isEqualTo(PreviousRelease.acknowledged());
  }

  @Test
  void noConstantAndNoVariantIsGone() {
    assertThat(EnumConstants.all())
        .as("the previous release still writes them: keep each until the next release")
        .containsAll(stillThere(previous.constants()));
    assertThat(variantsNow()).containsAll(stillThere(variants(previous.shapes())));
  }

  @Test
  void whatIsNewInTheJournalIsOnlyReadAsLongAsThePreviousReleaseMayRun() {
    Set<String> fresh = new TreeSet<>(Manifests.events());
    fresh.addAll(Manifests.snapshots());
    fresh.removeAll(previous.manifests());
    assertThat(fresh.stream().filter(manifest -> previous.isReleased() && isWritten(manifest)))
        .as("read first, write next: these events are written by the release after this one")
        .isEmpty();
  }

  @Test
  void itIsSeenWhetherAnEventIsWritten() {
    assertThat(isWritten("OP1")).isTrue();
    assertThat(isWritten("ST1")).as("an earlier form").isFalse();
  }

  private void assertRead(PreviousRelease.Form form) {
    JsonNode then = Forms.tree(form.bytes());
    JsonNode now = Forms.tree(codec.encode(codec.decode(form.manifest(), form.bytes())));
    Forms.assertKept(now, then, form.manifest());
  }

  private static List<String> added(Set<String> now, Set<String> then, String kind) {
    return new TreeSet<>(now)
        .stream().filter(name -> !then.contains(name)).map(name -> kind + name).toList();
  }

  private static Set<String> variantsNow() {
    return variants(PreviousRelease.shapesNow());
  }

  private static Set<String> variants(Map<String, Shape> shapes) {
    return shapes.entrySet().stream()
        .flatMap(entry -> entry.getValue().variants(entry.getKey()).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> stillThere(Set<String> paths) {
    return paths.stream()
        .filter(path -> Manifests.classOf(path.replaceFirst("[/<\\[ ].*", "")).isPresent())
        .collect(Collectors.toSet());
  }

  private static boolean isWritten(String manifest) {
    Class<?> type = Manifests.classOf(manifest).orElseThrow();
    return Engine.CLASSES.stream()
        .filter(caller -> !caller.isEquivalentTo(type))
        .flatMap(caller -> caller.getConstructorCallsFromSelf().stream())
        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(type));
  }

  /** The code that writes to the journal. */
  private static final class Engine {
    static final JavaClasses CLASSES =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("id.kuota.engine");
  }
}
