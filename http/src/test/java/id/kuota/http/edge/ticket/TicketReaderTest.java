package id.kuota.http.edge.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.ticket.HumanCode;
import id.kuota.engine.ticket.TicketClaim;
import id.kuota.engine.ticket.TicketCode;
import id.kuota.engine.ticket.TicketId;
import id.kuota.http.edge.identity.KeyNumbers;
import id.kuota.http.edge.identity.OrderSeal;
import id.kuota.http.edge.identity.SigningKeys;
import id.kuota.http.testing.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What scanners make of a code, and what the server makes of that. */
final class TicketReaderTest {

  private static final SigningKeys KEYS = new SigningKeys(TicketEdge.SECRET, KeyNumbers.FIRST);
  private static final TicketReader READER = new TicketReader(TicketEdge.SECRET, KEYS);
  private static final List<String> CODES =
      IntStream.rangeClosed(1, 8).mapToObj(n -> code(n)).toList();
  private static final String CODE = CODES.getFirst();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        " %s",
        "  %s  ",
        "%s\t",
        "%s\r",
        "%s\n",
        "%s\r\n",
        "\t%s\n\n",
        "]Q1%s",
        "]Q3%s\r",
        "]C1%s",
        "]d2%s",
        "\u0002%s\u0003",
        "%s\u001d",
        "\u001d%s\u0004",
        "\ufeff%s",
        "\u200b%s\u200b",
        "\u00a0%s\u3000",
        "QR:%s",
        "%s;",
        "%s#\r",
        "*%s*",
        "%s%s",
        "%1$s\r%1$s",
        "KT1:TORN%s"
      })
  void whatScannersPutAroundACodeDoesNotMatter(String form) {
    for (String code : CODES) {
      assertIsRead(form.formatted(code, code), code);
      assertIsRead(
          form.formatted(code.toLowerCase(Locale.ROOT), code.toLowerCase(Locale.ROOT)), code);
    }
  }

  @Test
  void wideFormsAndLineEndsInTheMiddleDoNotMatter() {
    assertIsRead(wide(CODE), CODE);
    assertIsRead(CODE.substring(0, 60) + "\r\n" + CODE.substring(60), CODE);
  }

  /** A scanner of the United States at a device of another country, and the other way round. */
  @ParameterizedTest
  @MethodSource("layouts")
  void whatAnotherLayoutHasGarbledIsReadWhereTheSignatureHolds(JsonNode layout) {
    for (String code : CODES) {
      assertIsRead(typed(code, US, layout, false), code);
      assertIsRead(typed(code, US, layout, true), code);
      // A scanner presses AltGr for the others, and the device does not make signs of that.
      if (hasKeysFor(layout, code)) assertIsRead(typed(code, layout, US, false), code);
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void aForgeryThatALayoutHasGarbledIsNotCalledAForgery(JsonNode layout) {
    String garbled = typed(forged(), US, layout, false);
    if (garbled.startsWith(TicketCode.PREFIX) && TicketCode.isOfItsAlphabet(garbled)) return;
    assertThat(READER.read(garbled)).as(garbled).isEqualTo(new CodeReading.WrongKeyboard());
  }

  @Test
  void whatADeadKeyHasEatenIsToldApartFromAForgery() {
    String german =
        typed(CODE, US, layouts().filter(named("German")).findFirst().orElseThrow(), false);
    assertThat(READER.read(german.substring(0, 50) + german.substring(52)))
        .isEqualTo(new CodeReading.WrongKeyboard());
    assertThat(READER.read("ضصث".repeat(70)))
        .as("no layout of ours")
        .isEqualTo(new CodeReading.WrongKeyboard());
  }

  @Test
  void aDeadKeyMakesAnAccentAndIsUndone() {
    List<String> dead = new ArrayList<>();
    JsonNode german = layouts().filter(named("German")).findFirst().orElseThrow();
    for (int number = 1; number < 200 && dead.size() < 3; number++) {
      String code = code(number);
      String typed = typed(code, US, german, false);
      String composed = typed.replace("`A", "À").replace("`E", "È").replace("`U", "Ù");
      if (composed.equals(typed)) continue;
      dead.add(code);
      assertIsRead(composed, code);
    }
    assertThat(dead).hasSize(3);
  }

  @Test
  void aForgeryIsAForgery() {
    for (String text :
        List.of(
            forged(),
            forged().toLowerCase(Locale.ROOT),
            "]Q1" + forged() + "\r",
            "KT1:torn off here",
            CODE.substring(0, 100),
            CODE.substring(1),
            "https://example.org/" + "ticket".repeat(40),
            "HC1:" + "6BFOXN".repeat(60),
            "",
            " ",
            "\r\n",
            "x".repeat(1_000))) {
      assertThat(READER.read(text)).as(text).isEqualTo(new CodeReading.NotOurs());
    }
  }

  @Test
  void twoTicketsInOneTextAreNotOne() {
    assertThat(READER.read(CODES.get(0) + CODES.get(1))).isEqualTo(new CodeReading.Several());
    assertThat(READER.read(CODES.get(0) + "\r\n" + CODES.get(1)))
        .isEqualTo(new CodeReading.Several());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SDFW-8PE7",
        "sdfw8pe7",
        "sdfw 8pe7\r\n",
        "\tSDFW–8PE7",
        "ＳＤＦＷ－８ＰＥ７",
        "SDFW\u00a08PE7",
        "]C1SDFW8PE7",
        "\ufeffs d f w 8 p e 7"
      })
  void theEightLettersAreReadHoweverTheyAreTyped(String typed) {
    HumanCode letters = HumanCode.parse("SDFW-8PE7").orElseThrow();
    assertThat(READER.read(typed)).isEqualTo(new CodeReading.Letters(letters));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SDFW-8PE0", "SDFW-8PEO", "1DFW-8PE7", "IDFW-8PE7"})
  void aSignThatNoCodeHasIsNotGuessed(String typed) {
    assertThat(READER.read(typed)).isEqualTo(new CodeReading.NotOurs());
  }

  private static void assertIsRead(String text, String code) {
    assertThat(READER.read(text))
        .as(text)
        .isInstanceOfSatisfying(
            CodeReading.Signed.class,
            signed -> assertThat(code(number(signed.ticket()))).isEqualTo(code));
  }

  private static int number(ShownTicket ticket) {
    return IntStream.range(1, 200)
        .filter(n -> TicketId.of(TicketEdge.ORDER.value(), n).equals(ticket.ticket()))
        .findFirst()
        .orElseThrow();
  }

  private static String forged() {
    char last = CODE.charAt(40) == 'A' ? 'B' : 'A';
    return CODE.substring(0, 40) + last + CODE.substring(41);
  }

  private static String wide(String code) {
    var wide = new StringBuilder();
    code.chars().forEach(c -> wide.append(c == ' ' ? '\u3000' : (char) (c - 0x20 + 0xff00)));
    return wide.toString();
  }

  private static String code(int number) {
    TicketId ticket = TicketId.of(TicketEdge.ORDER.value(), number);
    String sealed = new OrderSeal(TicketEdge.SECRET).seal(TicketEdge.ORDER, ticket);
    return TicketCode.write(
        new TicketClaim(KEYS.active(), ticket, 1, Samples.SALE, new OfferId("cat1"), sealed),
        KEYS.signer());
  }

  private static final JsonNode US = layouts().filter(named("US")).findFirst().orElseThrow();

  private static java.util.function.Predicate<JsonNode> named(String name) {
    return layout -> layout.path("name").asText().equals(name);
  }

  private static boolean hasKeysFor(JsonNode layout, String code) {
    String keys = layout.path("plain").asText() + layout.path("shifted").asText() + " ";
    return code.chars().allMatch(sign -> keys.indexOf(sign) >= 0);
  }

  /** The signs that a device types for the keys that a scanner presses. */
  private static String typed(String code, JsonNode scanner, JsonNode device, boolean locked) {
    String keys = scanner.path("plain").asText() + scanner.path("shifted").asText();
    String plain = device.path("plain").asText();
    String shifted = device.path("shifted").asText();
    String signs = locked ? shifted + plain : plain + shifted;
    UnaryOperator<String> type =
        sign -> {
          int key = keys.indexOf(sign);
          return key < 0 ? sign : signs.substring(key, key + 1);
        };
    return code.chars().mapToObj(Character::toString).map(type).reduce("", String::concat);
  }

  private static Stream<JsonNode> layouts() {
    try (InputStream file = TicketReaderTest.class.getResourceAsStream("/web/gate/layouts.json")) {
      JsonNode layouts = new ObjectMapper().readTree(Objects.requireNonNull(file));
      return layouts.valueStream().toList().stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
