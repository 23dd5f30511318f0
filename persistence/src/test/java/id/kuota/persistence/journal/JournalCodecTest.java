package id.kuota.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.kuota.engine.ClusterMessage;
import id.kuota.engine.Portable;
import id.kuota.engine.order.OrderMessage;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaState;
import id.kuota.engine.sale.SaleEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalCodecTest {

  private final JournalCodec codec = Forms.codec(AddedFields.NONE);

  @TestFactory
  Stream<DynamicTest> whatALaterReleaseAddsIsIgnored() {
    return Forms.samples().stream()
        .map(
            sample ->
                dynamicTest(
                    codec.manifest(sample),
                    () -> {
                      JsonNode tree = tree(sample);
                      objects(tree).forEach(object -> object.put("added_later", "x"));
                      objects(tree).forEach(object -> object.putArray("more_added").add(1));
                      forms(tree).forEach(form -> form.add("added later").addArray().add(1));
                      assertThat(SameContent.of(decode(sample, tree)))
                          .isEqualTo(SameContent.of(sample));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> whatIsMissingFails() {
    return Forms.samples().stream()
        .flatMap(sample -> spoiled(sample, "without", ObjectNode::remove));
  }

  @TestFactory
  Stream<DynamicTest> whatIsEmptyFails() {
    return Samples.stored().stream()
        .flatMap(sample -> spoiled(sample, "with no", ObjectNode::putNull));
  }

  @TestFactory
  Stream<DynamicTest> anArrayThatIsTooShortFails() {
    return Forms.samples().stream()
        .filter(sample -> !forms(tree(sample)).isEmpty())
        .map(
            sample ->
                dynamicTest(
                    codec.manifest(sample),
                    () -> {
                      for (int i = 0; i < forms(tree(sample)).size(); i++) {
                        JsonNode tree = tree(sample);
                        ArrayNode form = forms(tree).get(i);
                        form.remove(form.size() - 1);
                        if (isHold(sample)) form.remove(form.size() - 1); // Its epoch may lack.
                        assertUnreadable(sample, tree);
                      }
                    }));
  }

  /** An array of the sample is an open hold, to which a later release has appended. */
  private static boolean isHold(Portable sample) {
    return sample instanceof QuotaState.Counting;
  }

  @Test
  void aMessageInTheJournalIsNoEvent() {
    var message = new OrderMessage.Wake();
    assertThatThrownBy(() -> codec.decodeEvent(codec.manifest(message), codec.encode(message)))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("is that of a message");
  }

  @Test
  void anUnknownKindOfChangeFails() {
    var batch = Samples.fullBatch(1);
    JsonNode tree = tree(batch);
    forms(tree).getFirst().set(0, "Z");
    assertUnreadable(batch, tree);
  }

  @Test
  void anUnknownManifestFails() {
    assertThatThrownBy(() -> codec.decode("ZZ9", new byte[0]))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("ZZ9");
  }

  @Test
  void somethingWithoutAManifestFails() {
    record Stranger() implements ClusterMessage {}
    assertThatThrownBy(() -> codec.encode(new Stranger()))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("no manifest");
  }

  @Test
  void brokenBytesFail() {
    var event = new SaleEvent.SaleOpened(Samples.SALE, "operator", Samples.AT);
    byte[] bytes = codec.encode(event);
    bytes[0] = 0;
    assertThatThrownBy(() -> codec.decode(codec.manifest(event), bytes))
        .isInstanceOf(UnreadableException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999999Z",
        "2026-11-21T03:00:00.000000001Z",
        "2262-04-11T23:47:16.854775807Z",
        "2262-04-12T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z",
        "+1000000000-12-31T23:59:59.999999999Z",
        "-1000000000-01-01T00:00:00Z",
        "0001-01-01T00:00:00.5Z"
      })
  void instantsAreExact(Instant at) {
    var event = new SaleEvent.SaleOpened(Samples.SALE, "operator", at);
    assertThat(codec.decode(codec.manifest(event), codec.encode(event))).isEqualTo(event);
  }

  /** A thousand holds are the row that a hot quota writes for every flush. */
  @Test
  void aFullBatchIsCompact() {
    var batch = Samples.fullBatch(1_000);
    byte[] bytes = codec.encode(batch);
    assertThat(bytes).hasSizeLessThan(64_000);
    assertThat(codec.decode(codec.manifest(batch), bytes)).isEqualTo(batch);
  }

  private Stream<DynamicTest> spoiled(
      Portable sample, String how, BiConsumer<ObjectNode, String> spoil) {
    var tests = new ArrayList<DynamicTest>();
    for (int i = 0; i < objects(tree(sample)).size(); i++) {
      for (String name : names(objects(tree(sample)).get(i))) {
        if (name.equals("returned") && sample instanceof QuotaState.Counting)
          continue; // Its form may lack it.
        if (name.equals("epoch") && sample instanceof QuotaEvent.BatchApplied)
          continue; // It may be empty.
        if (name.equals("waitingRoom") && sample instanceof SaleEvent.SaleTermsSet)
          continue; // A sale may have none.
        JsonNode tree = tree(sample);
        spoil.accept(objects(tree).get(i), name);
        tests.add(
            dynamicTest(
                "%s %s %s".formatted(codec.manifest(sample), how, name),
                () -> assertUnreadable(sample, tree)));
      }
    }
    return tests.stream();
  }

  private void assertUnreadable(Portable sample, JsonNode tree) {
    assertThatThrownBy(() -> decode(sample, tree))
        .as("%s", tree)
        .isInstanceOf(UnreadableException.class);
  }

  private Portable decode(Portable sample, JsonNode tree) {
    return codec.decode(codec.manifest(sample), Forms.bytes(tree));
  }

  private JsonNode tree(Portable sample) {
    return Forms.tree(codec.encode(sample));
  }

  private static List<String> names(ObjectNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** All objects in the tree, in a fixed order. */
  private static List<ObjectNode> objects(JsonNode tree) {
    var found = new ArrayList<ObjectNode>();
    if (tree instanceof ObjectNode object) {
      found.add(object);
    }
    tree.forEach(child -> found.addAll(objects(child)));
    return found;
  }

  /** All arrays that are one value, as opposed to a list: they begin with a text and go on. */
  private static List<ArrayNode> forms(JsonNode tree) {
    var found = new ArrayList<ArrayNode>();
    if (tree instanceof ArrayNode array && array.size() > 1 && array.get(0).isTextual()) {
      found.add(array);
    }
    tree.forEach(child -> found.addAll(forms(child)));
    // What a reply holds is a pair of its kind and its value, and nothing can follow.
    if (tree.has("view")) found.remove(tree.get("view"));
    if (tree.has("reason")) found.remove(tree.get("reason"));
    return found;
  }
}
