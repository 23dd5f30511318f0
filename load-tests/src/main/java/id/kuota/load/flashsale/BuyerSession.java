package id.kuota.load.flashsale;

import id.kuota.load.buyer.BuyerPlan;
import id.kuota.load.buyer.Journey;
import id.kuota.load.ledger.Observation;
import id.kuota.load.ledger.OrderEntry;
import id.kuota.load.server.Json;
import id.kuota.load.server.OrderAnswer;
import id.kuota.load.server.OrderStatus;
import id.kuota.load.server.ServerClient;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One buyer's session as far as it has come. Lives in one Gatling session, which does one thing
 * after the other.
 */
final class BuyerSession {

  private static final String IN_SESSION = "visit";
  private static final int TRIES_MAX = 6;
  private static final int LOOKS_MAX = 14;
  private static final long FIRST_PAUSE_MILLIS = 150;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;
  private static final long LONGEST_LOOK_PAUSE_MILLIS = 1_500;

  private final BuyerPlan plan;
  private final OrderEntry entry;
  private final String body;
  private final SplittableRandom random;
  private int tries;
  private boolean trying;
  private long pauseMillis;
  private long sentAt;
  private CapturedResponse first = new CapturedResponse();
  private CapturedResponse second = new CapturedResponse();
  private int looks;
  private @Nullable String paymentUrl;
  private @Nullable Instant heldUntil;
  private boolean ended;

  BuyerSession(BuyerPlan plan, OrderEntry entry, String sale) {
    this.plan = plan;
    this.entry = entry;
    this.body = ServerClient.orderBody(sale, plan.buyer(), plan.lines());
    this.random = new SplittableRandom(Double.doubleToLongBits(plan.chance()));
  }

  static BuyerSession of(Session session) {
    BuyerSession buyer = session.get(IN_SESSION);
    if (buyer == null) throw new IllegalStateException("no buyer in this Gatling session");
    return buyer;
  }

  Session in(Session session) {
    return session.set(IN_SESSION, this);
  }

  BuyerPlan plan() {
    return plan;
  }

  OrderEntry entry() {
    return entry;
  }

  String body() {
    return body;
  }

  String orderPath() {
    return "/v1/orders/" + entry.order().orElse("unknown");
  }

  boolean isHeld() {
    return entry.order().isPresent();
  }

  /** A new request begins; it may be sent {@link #TRIES_MAX} times. */
  void begin() {
    tries = 0;
    trying = true;
    pauseMillis = 0;
  }

  boolean isTrying() {
    return trying;
  }

  /** Returns whether the request leaves for the first time. */
  boolean isFirstTry() {
    return tries == 0;
  }

  Duration pause() {
    return Duration.ofMillis(pauseMillis);
  }

  void sending() {
    first = new CapturedResponse();
    second = new CapturedResponse();
    sentAt = System.nanoTime();
  }

  /** Where an capture writes down what it hears. */
  CapturedResponse hearing(ResponseCapture capture) {
    return switch (capture) {
      case FIRST -> first;
      case SECOND -> second;
    };
  }

  /** What came back to the request that was sent last. */
  Observation heard(ResponseCapture capture) {
    return hearing(capture).heard((System.nanoTime() - sentAt) / 1_000_000);
  }

  /** Decides whether the request is sent again, and when. */
  void decide(Observation heard) {
    tries++;
    trying = heard.isWorthRetry() && tries < TRIES_MAX;
    if (!trying) return;
    long doubled = FIRST_PAUSE_MILLIS << (tries - 1);
    long asked =
        heard instanceof Observation.Answer answer ? millis(answer.retryAfterSeconds()) : 0;
    long pause = Math.min(LONGEST_PAUSE_MILLIS, Math.max(doubled, asked));
    pauseMillis = pause + random.nextLong(pause / 2 + 1);
  }

  private static long millis(OptionalLong seconds) {
    return seconds.isPresent() ? seconds.getAsLong() * 1_000 : 0;
  }

  void placed(Observation heard) {
    boolean waits = plan.journey() == Journey.PAYS_AT_THE_LAST_MOMENT;
    if (waits && heard instanceof Observation.Answer answer && answer.status() == 201) {
      heldUntil =
          Json.read(answer.body(), OrderAnswer.class).map(OrderAnswer::heldUntil).orElse(null);
    }
  }

  void paymentStarted(Optional<String> url) {
    paymentUrl = url.orElse(null);
  }

  boolean hasPayment() {
    return paymentUrl != null;
  }

  String paymentUrl() {
    return String.valueOf(paymentUrl);
  }

  /** Until about the end of the hold: a little before for some, a little after for others. */
  Duration untilTheLastMoment(Instant now) {
    if (heldUntil == null) return Duration.ZERO;
    Duration left =
        Duration.between(now, heldUntil).plusMillis(Math.round((plan.chance() - 0.5) * 1_600));
    return left.isNegative() ? Duration.ZERO : left;
  }

  void looked(Optional<OrderStatus> seen) {
    looks++;
    ended = seen.isPresent() && seen.get() != OrderStatus.HELD;
  }

  /** Returns whether it is worth looking once more. */
  boolean isWaitingForTheEnd() {
    return !ended && looks < LOOKS_MAX;
  }

  Duration pauseBetweenLooks() {
    long doubled = FIRST_PAUSE_MILLIS << Math.min(looks, 10);
    return Duration.ofMillis(Math.min(LONGEST_LOOK_PAUSE_MILLIS, doubled));
  }
}
