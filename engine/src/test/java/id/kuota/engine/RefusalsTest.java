package id.kuota.engine;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.cart.CartRefusal;
import id.kuota.engine.cart.CartRefusalRows;
import id.kuota.engine.device.DeviceRefusal;
import id.kuota.engine.device.DeviceRefusalRows;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefusalRows;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.quota.QuotaRefusalRows;
import id.kuota.engine.sale.SaleRefusal;
import id.kuota.engine.sale.SaleRefusalRows;
import id.kuota.engine.ticket.TicketRefusal;
import id.kuota.engine.ticket.TicketRefusalRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every refusal has a row that shows how to get it, and the table of the documents lists them. */
final class RefusalsTest {

  private record Family<R extends Enum<R>>(
      String title, Class<R> refusals, List<RefusalRow<R>> rows, Map<R, String> elsewhere) {

    List<String> waysTo(R refusal) {
      var ways = new ArrayList<String>();
      rows.stream().filter(row -> row.expected() == refusal).forEach(row -> ways.add(row.when()));
      if (elsewhere.containsKey(refusal)) {
        ways.add(elsewhere.get(refusal));
      }
      return ways.stream().distinct().toList();
    }
  }

  private static final List<Family<?>> FAMILIES =
      List.of(
          new Family<>(
              "Order",
              OrderRefusal.class,
              OrderRefusalRows.all(),
              OrderRefusalRows.givenElsewhere()),
          new Family<>(
              "Cart", CartRefusal.class, CartRefusalRows.all(), CartRefusalRows.givenElsewhere()),
          new Family<>("Sale", SaleRefusal.class, SaleRefusalRows.all(), Map.of()),
          new Family<>(
              "Quota",
              QuotaRefusal.class,
              QuotaRefusalRows.all(),
              QuotaRefusalRows.givenElsewhere()),
          new Family<>("Device", DeviceRefusal.class, DeviceRefusalRows.all(), Map.of()),
          new Family<>(
              "Ticket",
              TicketRefusal.class,
              TicketRefusalRows.all(),
              TicketRefusalRows.givenElsewhere()));

  @TestFactory
  Stream<DynamicTest> isRefused() {
    return FAMILIES.stream().flatMap(RefusalsTest::tests);
  }

  @Test
  void everyRefusalHasARow() {
    for (Family<?> family : FAMILIES) {
      assertThat(withoutRow(family))
          .as("A refusal of %s has no row; show in its rows how to get it", family.title())
          .isEmpty();
    }
  }

  @Test
  void theTableOfRefusalsIsUpToDate() throws IOException {
    var page = new StringBuilder(GeneratedPage.remark());
    page.append("# Refusals\n\nEvery named *no* of the engine, in order of precedence.\n");
    for (Family<?> family : FAMILIES) {
      append(page, family);
    }
    GeneratedPage.check("reference/refusals.md", page.toString());
  }

  private static <R extends Enum<R>> Stream<DynamicTest> tests(Family<R> family) {
    return family.rows().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    family.title() + " " + row.expected() + ": " + row.when(),
                    () -> assertThat(row.actual().get()).isEqualTo(row.expected())));
  }

  private static <R extends Enum<R>> Set<R> withoutRow(Family<R> family) {
    var without = new TreeSet<R>(EnumSet.allOf(family.refusals()));
    without.removeIf(refusal -> !family.waysTo(refusal).isEmpty());
    return without;
  }

  private static <R extends Enum<R>> void append(StringBuilder page, Family<R> family)
      throws IOException {
    Map<String, String> meanings = meanings(family.refusals());
    page.append("\n## ").append(family.title()).append("\n\n");
    page.append("| Refusal | Meaning | Given to a request to |\n|---|---|---|\n");
    for (R refusal : EnumSet.allOf(family.refusals())) {
      page.append("| `%s` | %s | ".formatted(refusal, meanings.get(refusal.name())));
      page.append(String.join("; ", family.waysTo(refusal))).append(" |\n");
    }
  }

  /** What the sources say about each constant: a meaning is written once. */
  private static Map<String, String> meanings(Class<?> refusals) throws IOException {
    String file = refusals.getName().replace('.', '/') + ".java";
    Path source = GeneratedPage.root().resolve("engine/src/main/java").resolve(file);
    Matcher constants =
        Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+([A-Z_]+)\\b", Pattern.DOTALL)
            .matcher(Files.readString(source));
    var meanings = new HashMap<String, String>();
    while (constants.find()) {
      meanings.put(
          constants.group(2), constants.group(1).replaceAll("\\s*\\n\\s*\\*?", " ").strip());
    }
    return meanings;
  }
}
