package id.kuota.http.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.order.Buyer;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One person is one buyer, and two are two. */
final class BuyerKeysTest {

  private static final ServerSecret SECRET = new ServerSecret("0123456789abcdef0123456789abcdef");
  private static final BuyerKeys BUYERS = new BuyerKeys(SECRET);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ani@example.com",
        "ANI@Example.COM",
        "  ani@example.com\u00a0",
        "ani @ example.com",
        "a\u200bni@example.com", // zero width space
        "ani\u200d@exam\u200cple.com", // joiners
        "ani\u2060\ufeff@example.com", // word joiner, byte order mark
        "a\u00adni@example.com", // soft hyphen
        "a\u034fni@example.com", // combining grapheme joiner
        "\u202eani\u202c@example.com\u200e", // directions
        "\u2066ani\u2069@example.com",
        "ani\ufe0f@example.com\udb40\udd00", // variation selectors
        "ani\udb40\udc61\udb40\udc7f@example.com", // tags
        "ani\u3164@example.com\uffa0", // Hangul fillers
        "ani\u2800@example.com", // a blank in Braille
        "ani\ufff9@example.com\u06dd", // format characters that are not default-ignorable
        "ani\ufffc@example.com",
        "\uff41\uff4e\uff49\uff20example\uff0ecom", // full-width
        "\ud835\udc1a\ud835\udc27\ud835\udc22@example.com", // mathematical bold
        "ani@example\u3002com", // ideographic full stop
        "ani@example.com."
      })
  void everySpellingOfAnAddressHasOneForm(String written) {
    assertThat(person(written)).isEqualTo("ani@example.com");
  }

  @ParameterizedTest
  @CsvSource({
    "STRASSE@example.com, stra\u00dfe@example.com",
    "stra\u1e9ee@example.com, strasse@example.com",
    "\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2@x.gr, \u03c3\u03af\u03c3\u03c5\u03c6\u03bf\u03c3@x.gr",
    "ren\u00e9@x.fr, RENE\u0301@x.fr",
    "a\u0323\u0307@x.vn, a\u0307\u0323@x.vn",
    "budi@M\u00dcNCHEN.example, budi@xn--mnchen-3ya.example",
    "budi@m\u00fcnchen.example, budi@mu\u0308nchen.example",
    "budi@stra\u00dfe.example, budi@xn--strae-oqa.example",
    "Ani  Budi, ani budi",
    "KTP 3174 0123, ktp\u00a03174\u20090123"
  })
  void twoWaysToWriteOneBuyer(String one, String other) {
    assertThat(person(one)).isEqualTo(person(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+6281234567890",
        "+62 812-3456-7890",
        "+62 (0) 812 3456 7890",
        "+62(812)3456.7890",
        "(+62) 812 3456 7890",
        "0062 812 3456 7890",
        "081234567890",
        "0812-3456-7890",
        "(0812) 3456 7890",
        "0812/3456\u20117890",
        "6281234567890",
        "62 812 3456 7890",
        "81234567890",
        "tel:+62-812-3456-7890",
        "\uff0b\uff16\uff12\uff18\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff10",
        "\u0660\u0668\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u0660",
        "\u200b0812\u200d34567890\u2069"
      })
  void everySpellingOfAPhoneNumberHasOneForm(String written) {
    assertThat(person(written)).isEqualTo("+6281234567890");
  }

  @ParameterizedTest
  @CsvSource({
    "+1 650 253 0000, +16502530000",
    "+44 (0)20 7031 3000, +442070313000",
    "+65 6521 8000, +6565218000",
    "021-31900000, +622131900000"
  })
  void numbersOfOtherCountriesAndOfNoMobile(String written, String form) {
    assertThat(person(written)).isEqualTo(form);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1234567",
        "user-081234567890",
        "081234567890 ext 5",
        "0812-KUOTA-12",
        "3174012345678901234",
        "00000001",
        "12-34",
        "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
        "dewi",
        "@dewi",
        "dewi@"
      })
  void anythingElseIsAnIdThatIsOnlyFolded(String id) {
    assertThat(person(id)).isEqualTo(id.toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void differentPersonsStayTwo() {
    var persons =
        List.of(
            "ani@example.com",
            "a.ni@example.com",
            "ani+1@example.com",
            "ani@example.co",
            "ani1@example.com",
            "an\u00ed@example.com",
            "\u0430ni@example.com", // Cyrillic: another mailbox, however alike
            "081234567890",
            "081234567891",
            "+60 812 3456 789");
    assertThat(persons.stream().map(BuyerKeysTest::person)).doesNotHaveDuplicates();
  }

  @Test
  void withoutARegionOnlyNumbersWithACountryCodeAreNumbers() {
    var keys = new BuyerKeys(SECRET, new BuyerPolicy(Optional.empty(), true));
    assertThat(keys.person("+62 812 3456 7890")).isEqualTo("+6281234567890");
    assertThat(keys.person("0812 3456 7890")).isEqualTo("0812 3456 7890");
    var malaysian = new BuyerKeys(SECRET, new BuyerPolicy(Optional.of("MY"), true));
    assertThat(malaysian.person("012-345 6789")).isEqualTo("+60123456789");
  }

  @Test
  void aFormerKeyIsThereWhereItDiffers() {
    assertThat(BUYERS.buyer("Ani@example.com")).isEqualTo(Buyer.of(BUYERS.of("ani@example.com")));
    assertThat(BUYERS.buyer("+6281234567890")).isEqualTo(Buyer.of(BUYERS.of("+6281234567890")));
    assertThat(BUYERS.buyer("0812 3456 7890"))
        .isEqualTo(
            new Buyer(BUYERS.of("+6281234567890"), Optional.of(BUYERS.of("0812 3456 7890"))));
    var ended = new BuyerKeys(SECRET, new BuyerPolicy(Optional.of("ID"), false));
    assertThat(ended.buyer("0812 3456 7890")).isEqualTo(Buyer.of(BUYERS.of("+6281234567890")));
    assertThat(ended.of("0812 3456 7890")).isEqualTo(BUYERS.of("0812 3456 7890"));
  }

  /** Else one person's former quota could be another person's quota. */
  @Test
  void aFormIsItsOwnFormAndThatOfItsSpelling() {
    var random = new SplittableRandom(7);
    int[] points = {
      'a', 'A', '@', '.', ' ', '+', '0', '6', '2', '8', '1', '-', '(', 0xdf, 0x130, 0x131, 0x3a3,
      0x3c2, 0x301, 0x323, 0x307, 0x200b, 0x2800, 0x1f80, 0x212b, 0xfb01, 0x660, 0xff10, 0x3002,
      0x1e9e, 0x13a0, 0xab70, 0x6dd, 0xac00, 0x1100, 0x1161, 0x11a8, 0x345
    };
    for (int i = 0; i < 50_000; i++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(1, 14); length > 0; length--) {
        text.appendCodePoint(points[random.nextInt(points.length)]);
      }
      String person = person(text.toString());
      assertThat(person(person)).as("%s", text.codePoints().boxed().toList()).isEqualTo(person);
      assertThat(person(BuyerKeys.spelling(text.toString())))
          .as("%s", text.codePoints().boxed().toList())
          .isEqualTo(person);
    }
  }

  private static String person(String written) {
    return BUYERS.person(written);
  }
}
