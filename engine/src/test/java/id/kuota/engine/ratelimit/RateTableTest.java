package id.kuota.engine.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Keys in the table: many of them, and what is left when they have rested. */
final class RateTableTest {

  private static final RateLimit LIMIT =
      new RateLimit(
          "test", new Rate(5, Duration.ofSeconds(1)), new Rate(8, Duration.ofSeconds(100)));

  private long now = 1;
  private final RateTable table = new RateTable(() -> now);

  @Test
  void theTighterOfBothRatesDecides() {
    RateKey key = key(1);
    assertThat(table.give(key, LIMIT, 9).permits()).isEqualTo(5);
    assertThat(table.give(key, LIMIT, 1).waitNanos()).isEqualTo(Duration.ofMillis(200).toNanos());
    now += Duration.ofSeconds(1).toNanos();
    assertThat(table.give(key, LIMIT, 9).permits()).isEqualTo(3);
    RateTable.Given none = table.give(key, LIMIT, 1);
    assertThat(none.permits()).isZero();
    assertThat(Duration.ofNanos(none.waitNanos()))
        .isBetween(Duration.ofSeconds(11), Duration.ofSeconds(13));
  }

  @Test
  void aHundredThousandKeysAreEachCounted() {
    int many = 100_000;
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < many; i++) {
        assertThat(table.give(key(i), LIMIT, 3).permits()).isEqualTo(round == 0 ? 3 : 2);
      }
    }
    assertThat(table.give(key(many / 2), LIMIT, 1).permits()).isZero();
    assertThat(table.size()).isEqualTo(many);
  }

  @Test
  void keysThatHaveRestedVanish() {
    for (int i = 0; i < 10_000; i++) table.give(key(i), LIMIT, 1);
    now += Duration.ofSeconds(10).toNanos();
    for (int i = 10_000; i < 10_100; i++) table.give(key(i), LIMIT, 1);
    now += Duration.ofSeconds(5).toNanos();
    table.sweep();
    assertThat(table.size()).as("one permit of eight in 100 s rests for 12.5 s").isEqualTo(100);
  }

  @Test
  void aTableThatIsFullLetsNewKeysThroughAndStillCountsTheOthers() {
    for (int i = 0; i < RateTable.KEYS_MAX; i++) table.give(key(i), LIMIT, 5);
    int size = table.size();
    assertThat(size).isLessThanOrEqualTo(RateTable.KEYS_MAX * 2);
    assertThat(table.give(key(0), LIMIT, 1).permits()).isZero();
  }

  private static RateKey key(int number) {
    return RateKey.of(LIMIT, "key " + number);
  }
}
