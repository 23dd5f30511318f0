package id.kuota.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.kuota.engine.Portable;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.payment.PaymentReport;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A form from before a field was added: it has the default, and no other may be missing. */
class AddedFieldsTest {

  private static final PaymentReport REPORT =
      new PaymentReport(
          Samples.PAYMENT, "order", "trx", 9_000, "IDR", PaymentReport.Result.SETTLED, 7);

  private final JournalCodec codec =
      Forms.codec(
          new AddedFields(
              List.of(
                  new AddedFields.Added(PaymentReport.class, "returned", 5L),
                  new AddedFields.Added(OrderView.class, "money", List.of()),
                  new AddedFields.Added(OrderView.class, "endedAt", null),
                  new AddedFields.Added(OrderEvent.OrderCancelled.class, "at", Instant.EPOCH))));

  @Test
  void aMissingFieldHasItsDefaultAlsoInsideOfAMessage() {
    var sent = new OrderCommand.RecordPayment(REPORT);
    assertThat(decode(sent, tree -> ((ObjectNode) tree.get("report")).remove("returned") != null))
        .isEqualTo(
            new OrderCommand.RecordPayment(
                new PaymentReport(
                    REPORT.payment(), "order", "trx", 9_000, "IDR", REPORT.result(), 5)));
  }

  @Test
  void aFieldThatIsThereHasItsOwnValue() {
    assertThat(decode(new OrderCommand.RecordPayment(REPORT), tree -> true))
        .isEqualTo(new OrderCommand.RecordPayment(REPORT));
  }

  @Test
  void severalFieldsMayBeMissingAndADefaultMayBeNull() {
    var sent = sample(OrderView.class);
    var read = (OrderView) decode(sent, tree -> tree.remove(List.of("money", "endedAt")) != null);
    assertThat(read.money()).isEmpty();
    assertThat(read.endedAt()).isNull();
    assertThat(read.payments()).isEqualTo(sent.payments());
  }

  @Test
  void aFieldOfAnEventMayBeMissingToo() {
    assertThat(
            decode(
                new OrderEvent.OrderCancelled(Samples.SALE, Samples.AT),
                tree -> tree.remove("at") != null))
        .isEqualTo(new OrderEvent.OrderCancelled(Samples.SALE, Instant.EPOCH));
  }

  @Test
  void aFieldThatIsNotListedMayNotBeMissing() {
    assertThatThrownBy(() -> decode(sample(OrderView.class), tree -> tree.remove("late") != null))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("ov1")
        .hasMessageContaining("'late'");
  }

  @Test
  void anEmptyNumberIsNotAMissingOne() {
    assertThatThrownBy(
            () ->
                decode(
                    new OrderCommand.RecordPayment(REPORT),
                    tree -> ((ObjectNode) tree.get("report")).putNull("returned") != null))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("returned");
  }

  @Test
  void aLineThatDoesNotFitItsRecordFails() {
    assertUnfit(
        new AddedFields.Added(PaymentReport.class, "refunded", 0L), "no component refunded");
    assertUnfit(new AddedFields.Added(PaymentReport.class, "returned", 0), "cannot be 0");
    assertUnfit(new AddedFields.Added(PaymentReport.class, "returned", null), "cannot be null");
    assertUnfit(new AddedFields.Added(PaymentReport.class, "currency", List.of()), "cannot be []");
  }

  @Test
  void everyLineIsOfAFormThatStillExists() {
    assertThat(AddedFields.OF_THIS_RELEASE.fields())
        .as("neither the previous release nor a journal lacks these: delete the lines")
        .allMatch(AddedFieldsTest::isNeeded);
  }

  @Test
  void itIsSeenWhichLineNoFormNeeds() {
    assertThat(isNeeded(new AddedFields.Added(OrderView.class, "late", false))).isFalse();
  }

  private static boolean isNeeded(AddedFields.Added line) {
    List<AddedFields.Added> others =
        AddedFields.OF_THIS_RELEASE.fields().stream()
            .filter(Predicate.isEqual(line).negate())
            .toList();
    JournalCodec with = Forms.codec();
    JournalCodec without = Forms.codec(new AddedFields(others));
    return existing().anyMatch(form -> isReadable(with, form) && !isReadable(without, form));
  }

  private static Stream<PreviousRelease.Form> existing() {
    return Stream.concat(
        PreviousRelease.read().forms().stream(),
        Forms.golden().entrySet().stream()
            .map(
                file ->
                    new PreviousRelease.Form(
                        file.getKey().replaceFirst("\\..*", ""),
                        HexFormat.of().formatHex(file.getValue()))));
  }

  private static boolean isReadable(JournalCodec codec, PreviousRelease.Form form) {
    try {
      codec.decode(form.manifest(), form.bytes());
      return true;
    } catch (UnreadableException e) {
      return false;
    }
  }

  private static void assertUnfit(AddedFields.Added line, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AddedFields(List.of(line)))
        .withMessageContaining(why);
  }

  private Portable decode(Portable sent, Predicate<ObjectNode> spoil) {
    JsonNode tree = Forms.tree(codec.encode(sent));
    assertThat(spoil.test((ObjectNode) tree)).isTrue();
    return codec.decode(codec.manifest(sent), Forms.bytes(tree));
  }

  private static <T extends Portable> T sample(Class<T> type) {
    return Forms.samples().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }
}
