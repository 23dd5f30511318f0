package id.kuota.http.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class AwaitedTypesTest {

  private final AtomicLong nanos = new AtomicLong();
  private final AwaitedTypes types =
      new AwaitedTypes(Set.of("Sale", "Cart"), Duration.ofSeconds(10), nanos::get);

  @Test
  void everyTypeIsAwaitedUntilItIsRegistered() {
    assertThat(types.awaited()).containsExactly("Cart", "Sale");
    assertThat(types.isPartial()).isFalse();
    assertThat(types.register("Sale")).isFalse();
    assertThat(types.awaited()).containsExactly("Cart");
    assertThat(types.isPartial()).isTrue();
    types.register("Cart");
    assertThat(types.awaited()).isEmpty();
  }

  @Test
  void aTypeThatTheOldestMemberHasIsAwaitedWithoutEnd() {
    types.register("Sale");
    seconds(1_000);
    assertThat(types.lack(Set.of())).isEmpty();
    assertThat(types.awaited()).containsExactly("Cart");
  }

  @Test
  void aTypeThatTheOldestMemberLacksIsLiftedAfterAWhile() {
    types.register("Sale");
    assertThat(types.lack(Set.of("Cart"))).isEmpty();
    seconds(9);
    assertThat(types.lack(Set.of("Cart"))).isEmpty();
    assertThat(types.awaited()).containsExactly("Cart");
    seconds(1);
    assertThat(types.lack(Set.of("Cart"))).containsExactly("Cart");
    assertThat(types.awaited()).isEmpty();
    assertThat(types.lack(Set.of("Cart"))).as("told once").isEmpty();
    assertThat(types.unregistered()).as("and still asked for").containsExactly("Cart");
  }

  @Test
  void aMemberThatWasOnlyStartingIsWaitedForAnew() {
    types.lack(Set.of("Cart"));
    seconds(9);
    types.lack(Set.of());
    seconds(9);
    assertThat(types.lack(Set.of("Cart"))).isEmpty();
    assertThat(types.awaited()).contains("Cart");
  }

  @Test
  void whatWasLiftedStaysSoAndIsRegisteredLater() {
    types.register("Sale");
    types.lack(Set.of("Cart"));
    seconds(10);
    types.lack(Set.of("Cart"));
    types.lack(Set.of());
    assertThat(types.awaited()).isEmpty();
    assertThat(types.register("Cart")).isTrue();
    assertThat(types.unregistered()).isEmpty();
  }

  private void seconds(long count) {
    nanos.addAndGet(Duration.ofSeconds(count).toNanos());
  }
}
