package id.kuota.persistence.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OwnersDigestTest {

  @Test
  void theOrderOfAddingDoesNotMatter() {
    OwnersDigest forth = digest("a", 1, "b", 2, "c", 3);
    OwnersDigest back = digest("c", 3, "a", 1, "b", 2);

    assertThat(forth.sameAs(back)).isTrue();
  }

  @Test
  void theSumOfTwoIsTheDigestOfAll() {
    OwnersDigest sum = digest("a", 1);
    sum.add(digest("b", 2, "c", 3));

    assertThat(sum.sameAs(digest("a", 1, "b", 2, "c", 3))).isTrue();
  }

  @Test
  void theDigestDependsOnTheOwner() {
    OwnersDigest one = digest("a", 1, "b", 2);

    assertThat(one.sameAs(digest("a", 2, "b", 1))).as("units exchanged").isFalse();
    assertThat(one.sameAs(digest("a", 1, "c", 2))).as("another owner").isFalse();
    assertThat(one.sameAs(digest("a", 1))).as("an owner less").isFalse();
    assertThat(one.sameAs(digest("a", 1, "b", 2, "b", 2))).as("the same twice").isFalse();
    assertThat(one.sameAs(digest("a", 3))).as("the same sum").isFalse();
  }

  @Test
  void closeIdsAreFarApart() {
    Set<String> seen = new HashSet<>();
    for (int owner = 0; owner < 10_000; owner++) {
      for (int units = 1; units <= 4; units++) {
        seen.add(digest("ord_%032d".formatted(owner), units).toString());
      }
    }
    assertThat(seen).hasSize(40_000);
  }

  private static OwnersDigest digest(Object... ownersAndUnits) {
    var digest = new OwnersDigest();
    for (int i = 0; i < ownersAndUnits.length; i += 2) {
      digest.add((String) ownersAndUnits[i], (Integer) ownersAndUnits[i + 1]);
    }
    return digest;
  }
}
