package id.kuota.http.edge.token;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.identity.TokenCheck;
import id.kuota.http.edge.identity.TokenText;
import id.kuota.persistence.token.SecretHash;
import id.kuota.persistence.token.StoredToken;
import id.kuota.persistence.token.TokenSecrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a node says of tokens, by what it has read and when. */
final class TokenMemoryTest {

  private static final Instant START = Instant.parse("2026-12-01T12:00:00Z");
  private static final TokenText SHOWN = TokenText.fresh("tok_00000000000000000000000001");
  private static final TokenText EARLIER = TokenText.fresh(SHOWN.id());

  private final Time time = new Time();
  private final Stored stored = new Stored();
  private final TokenMemory memory = new TokenMemory(stored, time);

  @Test
  void beforeTheFirstReadAndLongAfterTheLastNothingIsKnown() {
    assertThat(memory.of(SHOWN)).isEqualTo(new TokenCheck.Standing.Unread());
    stored.tokens = List.of(token(Optional.empty()));
    memory.read();
    time.now = START.plus(TokenMemory.SILENCE_MAX);
    assertThat(memory.of(SHOWN))
        .isEqualTo(new TokenCheck.Standing.Counts(Set.of(Scope.SALES, Scope.READ)));
    time.now = time.now.plusMillis(1);
    assertThat(memory.of(SHOWN)).isEqualTo(new TokenCheck.Standing.Unread());
  }

  @Test
  void aScopeOfALaterReleaseOpensNothing() {
    stored.tokens = List.of(token(Optional.empty()));
    memory.read();
    assertThat(stored.tokens.getFirst().token().scopes()).contains("of_tomorrow");
    assertThat(memory.of(SHOWN))
        .isEqualTo(new TokenCheck.Standing.Counts(Set.of(Scope.SALES, Scope.READ)));
  }

  @Test
  void onlyTheHolderOfTheSecretHearsWhyItDoesNotCount() {
    var revocation = new StoredToken.Revocation(START, "operator", "lost");
    stored.tokens = List.of(token(Optional.of(revocation)));
    memory.read();
    assertThat(memory.of(SHOWN)).isEqualTo(new TokenCheck.Standing.Revoked());
    assertThat(memory.of(TokenText.fresh(SHOWN.id()))).isEqualTo(new TokenCheck.Standing.Unknown());
    assertThat(memory.of(TokenText.fresh("tok_00000000000000000000000002")))
        .isEqualTo(new TokenCheck.Standing.Unknown());
  }

  @Test
  void theSecretBeforeCountsUntilItsTimeAndTheTokenUntilItsOwn() {
    stored.tokens = List.of(token(Optional.empty()));
    memory.read();
    assertThat(memory.of(EARLIER)).isInstanceOf(TokenCheck.Standing.Counts.class);
    time.now = START.plusSeconds(60);
    memory.read();
    assertThat(memory.of(EARLIER)).isEqualTo(new TokenCheck.Standing.Expired());
    assertThat(memory.of(SHOWN)).isInstanceOf(TokenCheck.Standing.Counts.class);
    time.now = START.plus(Duration.ofDays(1));
    memory.read();
    assertThat(memory.of(SHOWN)).isEqualTo(new TokenCheck.Standing.Expired());
  }

  @Test
  void usesAreWrittenEveryTenSeconds() {
    stored.tokens = List.of(token(Optional.empty()));
    memory.read();
    memory.of(SHOWN);
    time.now = START.plusSeconds(5);
    memory.of(SHOWN);
    memory.read();
    assertThat(stored.used).isEmpty();
    time.now = START.plusSeconds(10);
    memory.read();
    assertThat(stored.used).containsExactly(Map.of(SHOWN.id(), START.plusSeconds(5)));
  }

  private static TokenSecrets token(Optional<StoredToken.Revocation> revocation) {
    var token =
        new StoredToken(
            SHOWN.id(),
            "shop",
            Set.of("sales", "read", "of_tomorrow"),
            START,
            "operator",
            START.plus(Duration.ofDays(1)),
            Optional.of(START.plusSeconds(60)),
            Optional.empty(),
            revocation,
            Optional.empty());
    return new TokenSecrets(
        token, SecretHash.of(SHOWN.secret()), Optional.of(SecretHash.of(EARLIER.secret())));
  }

  private static final class Stored implements TokenMemory.Store {
    List<TokenSecrets> tokens = List.of();
    final List<Map<String, Instant>> used = new ArrayList<>();

    @Override
    public List<TokenSecrets> remembered(Instant now) {
      return tokens;
    }

    @Override
    public void used(Map<String, Instant> uses) {
      used.add(uses);
    }
  }

  private static final class Time extends Clock {
    Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("not asked for " + zone);
    }
  }
}
