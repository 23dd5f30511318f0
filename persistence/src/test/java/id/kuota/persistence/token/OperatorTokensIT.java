package id.kuota.persistence.token;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.persistence.projection.SalesDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The table of tokens on a real PostgreSQL. */
final class OperatorTokensIT {

  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
  private static final SecretHash FIRST = SecretHash.of("first");
  private static final SecretHash SECOND = SecretHash.of("second");
  private static final SecretHash THIRD = SecretHash.of("third");
  private static final Duration DAY = Duration.ofDays(1);

  private final SalesDatabase database = new SalesDatabase();
  private final OperatorTokens tokens = new OperatorTokens(database.source());

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void aTokenIsCreatedOnce() {
    var created = tokens.create(token("a", "shop"), "operator", NOW);

    assertThat(created)
        .isInstanceOfSatisfying(
            TokenOutcome.Done.class,
            done -> {
              assertThat(done.repeated()).isFalse();
              assertThat(done.token().scopes()).containsExactlyInAnyOrder("sales", "read");
              assertThat(done.token().expiresAt()).isEqualTo(NOW.plus(DAY));
            });
    assertThat(tokens.create(token("a", "shop"), "operator", NOW.plusSeconds(5)))
        .isInstanceOfSatisfying(
            TokenOutcome.Done.class,
            done -> {
              assertThat(done.repeated()).isTrue();
              assertThat(done.token().createdAt()).isEqualTo(NOW);
            });
    assertThat(tokens.create(token("a", "other"), "operator", NOW))
        .isEqualTo(new TokenOutcome.Different());
  }

  @Test
  void noMoreThanAHundredCountAtATime() {
    for (int i = 0; i < OperatorTokens.COUNTING_MAX; i++) {
      tokens.create(token("t" + i, "shop"), "operator", NOW);
    }
    assertThat(tokens.create(token("x", "shop"), "operator", NOW))
        .isEqualTo(new TokenOutcome.TooMany());
    tokens.revoke("t7", "lost", "operator", NOW);
    assertThat(tokens.create(token("x", "shop"), "operator", NOW))
        .isInstanceOf(TokenOutcome.Done.class);
    assertThat(tokens.create(token("y", "shop"), "operator", NOW.plus(DAY)))
        .isInstanceOf(TokenOutcome.Done.class);
  }

  @Test
  void twoSecretsCountSideBySideUntilTheTimeThatWasSaid() {
    tokens.create(token("a", "shop"), "operator", NOW);
    tokens.rotate("a", SECOND, Duration.ofHours(1), false, "operator", NOW);

    TokenSecrets both = tokens.remembered(NOW).getFirst();
    assertThat(both.has(FIRST, NOW.plusSeconds(3_599))).isTrue();
    assertThat(both.has(FIRST, NOW.plusSeconds(3_600))).isFalse();
    assertThat(both.has(SECOND, NOW.plusSeconds(3_600))).isTrue();
    assertThat(tokens.rotate("a", THIRD, Duration.ofHours(1), false, "operator", NOW))
        .isEqualTo(new TokenOutcome.Rotating());
  }

  @Test
  void aSecretThatWasLostIsReplacedAndTheOneInUseGoesOn() {
    tokens.create(token("a", "shop"), "operator", NOW);
    tokens.rotate("a", SECOND, Duration.ofHours(1), false, "operator", NOW);
    tokens.rotate("a", THIRD, Duration.ofHours(1), true, "operator", NOW);

    TokenSecrets now = tokens.remembered(NOW).getFirst();
    assertThat(List.of(now.has(FIRST, NOW), now.has(SECOND, NOW), now.has(THIRD, NOW)))
        .containsExactly(true, false, true);
  }

  @Test
  void withoutAnOverlapTheEarlierSecretsEndAtOnce() {
    tokens.create(token("a", "shop"), "operator", NOW);
    tokens.rotate("a", SECOND, Duration.ZERO, false, "operator", NOW);

    TokenSecrets now = tokens.remembered(NOW).getFirst();
    assertThat(now.has(FIRST, NOW)).isFalse();
    assertThat(now.has(SECOND, NOW)).isTrue();
  }

  @Test
  void aRevocationIsForGoodAndKeepsItsFirstReason() {
    tokens.create(token("a", "shop"), "operator", NOW);
    tokens.revoke("a", "lost", "operator", NOW);
    tokens.revoke("a", "again", "tok_other", NOW.plusSeconds(1));

    StoredToken revoked = tokens.find("a").orElseThrow();
    assertThat(revoked.counts(NOW)).isFalse();
    assertThat(revoked.revocation()).contains(new StoredToken.Revocation(NOW, "operator", "lost"));
    assertThat(tokens.rotate("a", SECOND, Duration.ZERO, false, "operator", NOW))
        .isEqualTo(new TokenOutcome.Ended());
    assertThat(tokens.revoke("b", "lost", "operator", NOW)).isEqualTo(new TokenOutcome.Unknown());
    assertThat(tokens.rotate("b", SECOND, Duration.ZERO, false, "operator", NOW))
        .isEqualTo(new TokenOutcome.Unknown());
  }

  @Test
  void endedTokensAreRememberedForThirtyDays() {
    tokens.create(token("a", "shop"), "operator", NOW);
    tokens.revoke("a", "lost", "operator", NOW);

    assertThat(tokens.remembered(NOW.plus(Duration.ofDays(29)))).hasSize(1);
    assertThat(tokens.remembered(NOW.plus(Duration.ofDays(31)))).isEmpty();
  }

  @Test
  void theLastUseOnlyGrows() {
    tokens.create(token("a", "shop"), "operator", NOW);
    tokens.used(Map.of("a", NOW.plusSeconds(9)));
    tokens.used(Map.of("a", NOW.plusSeconds(5), "unknown", NOW));

    assertThat(tokens.find("a").orElseThrow().usedAt()).contains(NOW.plusSeconds(9));
  }

  @Test
  void pagesFollowEachOther() {
    for (String id : List.of("c", "a", "b")) tokens.create(token(id, "shop"), "operator", NOW);

    assertThat(tokens.page("", 2)).extracting(StoredToken::id).containsExactly("a", "b", "c");
    assertThat(tokens.page("b", 2)).extracting(StoredToken::id).containsExactly("c");
  }

  private static OperatorTokens.NewToken token(String id, String name) {
    return new OperatorTokens.NewToken(id, name, List.of("sales", "read"), DAY, FIRST);
  }
}
