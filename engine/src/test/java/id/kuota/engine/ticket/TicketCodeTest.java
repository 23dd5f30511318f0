package id.kuota.engine.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleId;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Random;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TicketCodeTest {

  private static final TicketId TICKET = TicketId.of("ord_1", 1);
  private static final TicketClaim CLAIM =
      new TicketClaim(
          7,
          TICKET,
          1,
          new SaleId("coldplay-jakarta-2023"),
          new OfferId("cat1"),
          "0123456789abcdefghjkmnpqr0");
  private static final Ed25519PrivateKeyParameters KEY = key(1);
  private static final Ed25519PrivateKeyParameters OTHER = key(2);

  @Test
  void whatWasSignedIsRead() {
    assertThat(read(TicketCode.write(CLAIM, KEY))).isEqualTo(CLAIM);
    var largest =
        new TicketClaim(
            TicketClaim.KEY_MAX,
            TICKET,
            TicketClaim.GENERATION_MAX,
            new SaleId("s".repeat(63)),
            new OfferId("o".repeat(63)),
            "z".repeat(26));
    String code = TicketCode.write(largest, KEY);
    assertThat(TicketCode.read(code, number -> KEY.generatePublicKey())).contains(largest);
  }

  @Test
  void aCodeFitsTheDensestModeOfAQrCode() {
    assertThat(TicketCode.write(CLAIM, KEY))
        .matches("KT1:[0-9A-Z $%*+./:-]+")
        .hasSizeLessThan(221); // What a QR code of 49 modules holds at medium correction.
  }

  @Test
  void whateverIsChangedIsNoticed() {
    String code = TicketCode.write(CLAIM, KEY);
    var random = new Random(7355);
    String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    for (int i = 0; i < code.length(); i++) {
      char other = alphabet.charAt(random.nextInt(alphabet.length()));
      if (other == code.charAt(i)) continue;
      assertThat(read(code.substring(0, i) + other + code.substring(i + 1))).as(i + "").isNull();
      assertThat(read(code.substring(0, i))).as("cut at " + i).isNull();
    }
    assertThat(read(code + "000")).isNull();
    assertThat(read("KT1:" + "0".repeat(100_000))).isNull();
    assertThat(read("")).isNull();
  }

  @Test
  void onlyAKeyThatCountsOpensTheGate() {
    assertThat(read(TicketCode.write(CLAIM, OTHER))).isNull();
    assertThat(TicketCode.read(TicketCode.write(CLAIM, KEY), number -> null)).isEmpty();
  }

  /** A second form of the same signature, which a careless reader takes for another ticket. */
  @Test
  void aSignatureHasOneFormOnly() {
    byte[] bytes =
        Base45.decode(TicketCode.write(CLAIM, KEY).substring("KT1:".length())).orElseThrow();
    var order =
        new BigInteger("27742317777372353535851937790883648493").add(BigInteger.TWO.pow(252));
    var scalar = BigInteger.ZERO;
    for (int i = 31; i >= 0; i--) {
      scalar = scalar.shiftLeft(8).or(BigInteger.valueOf(bytes[bytes.length - 32 + i] & 0xff));
    }
    BigInteger other = scalar.add(order);
    for (int i = 0; i < 32; i++) {
      bytes[bytes.length - 32 + i] = other.shiftRight(8 * i).byteValue();
    }
    assertThat(read("KT1:" + Base45.encode(bytes))).isNull();
  }

  @Test
  void aClaimThatDoesNotFitIsNotMade() {
    for (int key : new int[] {0, 256}) {
      assertThatIllegalArgumentException().isThrownBy(() -> claim(key, 1, CLAIM.sealedOrder()));
    }
    for (int generation : new int[] {0, 65_536}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> claim(1, generation, CLAIM.sealedOrder()));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> claim(1, 1, "short"));
  }

  @Test
  void aHumanCodeHasNoLettersThatLookAlikeAndChangesWithTheGeneration() {
    var seen = new HashSet<HumanCode>();
    for (int generation = 1; generation < 2_000; generation++) {
      HumanCode code = HumanCode.of(TICKET, generation);
      assertThat(code.toString()).matches("[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}");
      assertThat(seen.add(code)).isTrue();
    }
    assertThat(HumanCode.of(TICKET, 1)).hasToString("SDFW-8PE7");
  }

  @Test
  void aHumanCodeIsUnderstoodHoweverItIsTyped() {
    var code = HumanCode.of(TICKET, 1);
    for (String typed : new String[] {"SDFW-8PE7", "sdfw8pe7", " SDFW 8PE7 "}) {
      assertThat(HumanCode.parse(typed)).contains(code);
    }
    for (String typed : new String[] {"", "SDFW-8PE", "SDFW-8PE72", "SDFW-8PE0", "KT1:ABCD"}) {
      assertThat(HumanCode.parse(typed)).isEmpty();
    }
  }

  private static TicketClaim claim(int key, int generation, String sealed) {
    return new TicketClaim(key, TICKET, generation, CLAIM.sale(), CLAIM.offer(), sealed);
  }

  private static @Nullable TicketClaim read(String code) {
    return TicketCode.read(code, TicketCodeTest::known).orElse(null);
  }

  private static @Nullable Ed25519PublicKeyParameters known(int number) {
    return number == CLAIM.key() ? KEY.generatePublicKey() : null;
  }

  private static Ed25519PrivateKeyParameters key(int seed) {
    var bytes = new byte[32];
    new Random(seed).nextBytes(bytes);
    return new Ed25519PrivateKeyParameters(bytes);
  }
}
