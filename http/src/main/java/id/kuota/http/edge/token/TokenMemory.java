package id.kuota.http.edge.token;

import id.kuota.engine.telemetry.Outage;
import id.kuota.http.edge.identity.Scope;
import id.kuota.http.edge.identity.TokenCheck;
import id.kuota.http.edge.identity.TokenText;
import id.kuota.http.log.EdgeLog;
import id.kuota.persistence.readmodel.ReadModelUnavailableException;
import id.kuota.persistence.token.OperatorTokens;
import id.kuota.persistence.token.SecretHash;
import id.kuota.persistence.token.StoredToken;
import id.kuota.persistence.token.TokenSecrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens in the memory of this node, read from the database once a second. Thread-safe; asking
 * never blocks.
 */
public final class TokenMemory implements TokenCheck {

  /** Between two reads: so long a revocation by another node may be unknown here. */
  public static final Duration PAUSE = Duration.ofSeconds(1);

  /** Without news for this time no token counts: one of them may be revoked. */
  static final Duration SILENCE_MAX = Duration.ofSeconds(15);

  /** Uses are written so rarely, for they write one row for each token in use. */
  private static final Duration USES_PAUSE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(TokenMemory.class);

  /** Where tokens are stored; each method may block, and fails if the database does not answer. */
  interface Store {
    List<TokenSecrets> remembered(Instant now);

    void used(Map<String, Instant> uses);
  }

  private record Table(OperatorTokens tokens) implements Store {
    @Override
    public List<TokenSecrets> remembered(Instant now) {
      return tokens.remembered(now);
    }

    @Override
    public void used(Map<String, Instant> uses) {
      tokens.used(uses);
    }
  }

  private record Known(Map<String, TokenSecrets> tokens, Instant readAt) {}

  private final Outage trouble =
      new Outage(EdgeLog.TOKENS_UNREAD, EdgeLog.TOKENS_READ_AGAIN, System::nanoTime);
  private final AtomicBoolean reading = new AtomicBoolean();
  private final Store store;
  private final Clock clock;
  private Map<String, Instant> uses = new HashMap<>();
  private Instant usesWrittenAt = Instant.EPOCH;
  private volatile Optional<Known> known = Optional.empty();

  public TokenMemory(OperatorTokens tokens, Clock clock) {
    this(new Table(tokens), clock);
  }

  TokenMemory(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Reads the tokens again and again on threads that may block, until the system ends. */
  public TokenMemory readRegularly(ActorSystem<?> system, Executor threads) {
    system
        .scheduler()
        .scheduleWithFixedDelay(
            Duration.ZERO, PAUSE, () -> begin(threads), system.executionContext());
    return this;
  }

  private void begin(Executor threads) {
    if (!reading.compareAndSet(false, true)) return;
    try {
      threads.execute(
          () -> {
            try {
              read();
              trouble.well(LOG);
            } catch (ReadModelUnavailableException e) {
              trouble.failed(LOG, e.getMessage());
            } finally {
              reading.set(false);
            }
          });
    } catch (RejectedExecutionException stopping) {
      reading.set(false);
    }
  }

  /** Reads the tokens now and writes when they were used, on a thread that may wait. */
  public synchronized void read() {
    Instant now = clock.instant();
    var tokens = new HashMap<String, TokenSecrets>();
    for (TokenSecrets one : store.remembered(now)) tokens.put(one.token().id(), one);
    known = Optional.of(new Known(tokens, now));
    if (now.isBefore(usesWrittenAt.plus(USES_PAUSE))) return;
    usesWrittenAt = now;
    Map<String, Instant> written = takeUses();
    if (!written.isEmpty()) store.used(written);
  }

  private Map<String, Instant> takeUses() {
    synchronized (reading) {
      Map<String, Instant> taken = uses;
      uses = new HashMap<>();
      return taken;
    }
  }

  @Override
  public Standing of(TokenText shown) {
    Instant now = clock.instant();
    Optional<Known> latest = known;
    if (latest.isEmpty() || now.isAfter(latest.get().readAt().plus(SILENCE_MAX))) {
      return new Standing.Unread();
    }
    TokenSecrets stored = latest.get().tokens().get(shown.id());
    if (stored == null) return new Standing.Unknown();
    SecretHash secret = SecretHash.of(shown.secret());
    if (!stored.has(secret, now)) {
      // Only its holder knows the secret that was replaced, so that it is over reveals nothing.
      return stored.previous().filter(secret::matches).isPresent()
          ? new Standing.Expired()
          : new Standing.Unknown();
    }
    return of(stored.token(), now);
  }

  private Standing of(StoredToken token, Instant now) {
    if (token.revocation().isPresent()) return new Standing.Revoked();
    if (!token.counts(now)) return new Standing.Expired();
    synchronized (reading) {
      uses.put(token.id(), now); // As many as there are tokens, at most.
    }
    var scopes = EnumSet.noneOf(Scope.class);
    for (String name : token.scopes()) Scope.of(name).ifPresent(scopes::add);
    return new Standing.Counts(scopes);
  }
}
