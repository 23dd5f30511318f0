package id.kuota.http.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import id.kuota.engine.device.DeviceId;
import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.ticket.TicketId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdentityTest {

  private static final ServerSecret SECRET = new ServerSecret("0123456789abcdef0123456789abcdef");
  private static final ServerSecret OTHER = new ServerSecret("another secret of the same length");
  private static final OrderIds IDS = new OrderIds(SECRET);
  private static final BuyerKey ANI = new BuyerKeys(SECRET).of("ani@example.com");

  @Test
  void theSameBuyerAndKeyAreTheSameOrder() {
    assertThat(IDS.of(ANI, "key")).isEqualTo(new OrderIds(SECRET).of(ANI, "key"));
    assertThat(IDS.of(ANI, "key")).isNotEqualTo(IDS.of(ANI, "key2"));
    assertThat(IDS.of(ANI, "key")).isNotEqualTo(IDS.of(new BuyerKey("someone"), "key"));
    assertThat(IDS.of(ANI, "key")).isNotEqualTo(new OrderIds(OTHER).of(ANI, "key"));
  }

  @Test
  void onlyIdsMadeHereAreKnown() {
    OrderId id = IDS.of(ANI, "key");
    assertThat(IDS.parse(id.value())).contains(id);
    assertThat(new OrderIds(OTHER).parse(id.value())).isEmpty();
    for (int i = 4; i < id.value().length(); i++) {
      char changed = id.value().charAt(i) == '0' ? '1' : '0';
      String forged = id.value().substring(0, i) + changed + id.value().substring(i + 1);
      assertThat(IDS.parse(forged)).as(forged).isEmpty();
    }
    assertThat(IDS.parse("ord_")).isEmpty();
    assertThat(IDS.parse("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ANI@example.com",
        "  ani@example.com ",
        "ａｎｉ@example.com"
      }) // The last is full-width.
  void theSamePersonWrittenOtherwiseIsTheSameBuyer(String written) {
    assertThat(new BuyerKeys(SECRET).of(written)).isEqualTo(ANI);
  }

  @Test
  void anOrderIsOfOneBuyerOneKeyAndOneClient() {
    var shop = new ApiClient(Optional.of("shop"));
    var other = new ApiClient(Optional.of("shop2"));
    assertThat(
            List.of(
                IDS.of(ANI, "key"),
                IDS.of(ANI, "key", shop),
                IDS.of(ANI, "key", other),
                IDS.of(ANI, "keyshop"),
                IDS.of(new BuyerKeys(SECRET).of("budi@example.com"), "key"),
                IDS.of(new BuyerKeys(SECRET).of("budi@example.com"), "key", shop),
                new CartIds(SECRET).of(ANI, "key").order(),
                new CartIds(SECRET).of(ANI, "key", shop).order()))
        .doesNotHaveDuplicates();
    assertThat(IDS.of(ANI, "key", ApiClient.ANY)).isEqualTo(IDS.of(ANI, "key"));
    assertThat(shop.toString()).doesNotContain("shop");
  }

  @Test
  void aBuyerHasALengthInTheUsualForm() {
    assertThat(BuyerKeys.isValid("  a  ")).isFalse();
    assertThat(BuyerKeys.isValid("ani")).isTrue();
    assertThat(BuyerKeys.isValid("a".repeat(200))).isTrue();
    assertThat(BuyerKeys.isValid("a".repeat(201))).isFalse();
    assertThat(BuyerKeys.isValid("a\u200bb")).as("two can be seen").isFalse();
    assertThat(BuyerKeys.isValid("\u3164\u2800\u00ad")).as("none can be seen").isFalse();
    assertThat(BuyerKeys.isValid("a\u0301".repeat(200))).as("each is one").isTrue();
    assertThat(BuyerKeys.isValid("a" + "\u0301\u0323".repeat(30_000))).isFalse();
  }

  @Test
  void theHashOfABuyerNeedsTheSecret() {
    assertThat(new BuyerKeys(OTHER).of("ani@example.com")).isNotEqualTo(ANI);
    assertThat(ANI.value()).matches("[0-9a-hjkmnp-tv-z]{26}");
  }

  @Test
  void aSealedOrderIsFoundByTheServerOnly() {
    OrderId order = IDS.of(ANI, "key");
    var first = TicketId.of(order.value(), 1);
    String sealed = new OrderSeal(SECRET).seal(order, first);

    assertThat(new OrderSeal(SECRET).open(sealed, first)).isEqualTo(order);
    assertThat(sealed).isNotEqualTo(OrderIds.body(order)).matches("[0-9a-hjkmnp-tv-z]{26}");
    var second = TicketId.of(order.value(), 2);
    assertThat(new OrderSeal(SECRET).seal(order, second))
        .as("two tickets do not show that they are of one order")
        .isNotEqualTo(sealed);
    assertThat(new OrderSeal(SECRET).open(sealed, second)).isNotEqualTo(order);
    assertThat(new OrderSeal(OTHER).open(sealed, first)).isNotEqualTo(order);
  }

  @Test
  void onlyLinksToTicketsMadeHereAreKnown() {
    OrderId order = IDS.of(ANI, "key");
    var links = new TicketLinks(SECRET);
    for (int generation : new int[] {1, 2, 65_535}) {
      var link = new TicketLink(order, TicketId.of(order.value(), 1), generation);
      String text = links.of(link);
      assertThat(links.parse(text)).contains(link);
      assertThat(text).doesNotContain(OrderIds.body(order));
      assertThat(new TicketLinks(OTHER).parse(text)).isEmpty();
      for (int i = 0; i < text.length(); i++) {
        char changed = text.charAt(i) == '2' ? '3' : '2';
        String forged = text.substring(0, i) + changed + text.substring(i + 1);
        assertThat(links.parse(forged)).as(forged).isEmpty();
      }
    }
    assertThat(links.parse("")).isEmpty();
    assertThat(links.parse("../secret")).isEmpty();
  }

  @Test
  void onlyKeysAndTokensOfDevicesMadeHereAreKnown() {
    var keys = new DeviceKeys(SECRET);
    DeviceId device = keys.of("north 1");
    assertThat(keys.of("north 1")).isEqualTo(device).isNotEqualTo(keys.of("north 2"));
    assertThat(keys.parseSetup(keys.setupToken(device))).contains(device);
    assertThat(keys.parseKey("bearer  " + keys.key(device, 12) + " "))
        .contains(new DeviceKeys.Shown(device, 12));
    var others = new DeviceKeys(OTHER);
    assertThat(others.parseSetup(keys.setupToken(device))).isEmpty();
    assertThat(others.parseKey("Bearer " + keys.key(device, 12))).isEmpty();
    assertThat(keys.parseKey(keys.key(device, 12))).as("not shown as a bearer").isEmpty();
    assertThat(keys.parseKey("Bearer " + keys.key(device, 12).replace(".12.", ".13."))).isEmpty();
    assertThat(keys.parseKey("Bearer " + keys.setupToken(device))).isEmpty();
    assertThat(keys.parseSetup(keys.key(device, 1))).isEmpty();
  }

  @Test
  void shortSecretsAreRefusedAndNoSecretIsPrinted() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ServerSecret("too short"));
    assertThatIllegalArgumentException().isThrownBy(() -> new OperatorKey("too short"));
    assertThat(SECRET.toString()).doesNotContain("0123");
    assertThat(new OperatorKey("0123456789abcdef").toString()).doesNotContain("0123");
  }

  @Test
  void aTokenIsReadAsItWasWrittenAndHidesItsSecret() {
    String id = TokenText.idOf(SECRET, "a key of the operator");
    assertThat(TokenText.isId(id)).isTrue();
    assertThat(TokenText.idOf(SECRET, "a key of the operator")).isEqualTo(id);
    TokenText token = TokenText.fresh(id);
    assertThat(TokenText.parse(token.text())).contains(token);
    assertThat(token.text()).startsWith(TokenText.PREFIX);
    assertThat(TokenText.fresh(id).secret()).isNotEqualTo(token.secret());
    assertThat(token.toString()).doesNotContain(token.secret());
    for (String wrong : List.of("", "kuota_op_", token.text() + "0", token.text().substring(1))) {
      assertThat(TokenText.parse(wrong)).as(wrong).isEmpty();
    }
  }

  @Test
  void theOperatorKeyMustBeShownAsABearerToken() {
    var key = new OperatorKey("0123456789abcdef");
    assertThat(key.matches("Bearer 0123456789abcdef")).isTrue();
    assertThat(key.matches("bearer  0123456789abcdef ")).isTrue();
    assertThat(key.matches("Bearer 0123456789abcdeg")).isFalse();
    assertThat(key.matches("Bearer ")).isFalse();
    assertThat(key.matches("Basic 0123456789abcdef")).isFalse();
    assertThat(key.matches("0123456789abcdef")).isFalse();
  }
}
