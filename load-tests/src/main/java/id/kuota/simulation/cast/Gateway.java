package id.kuota.simulation.cast;

import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.PaymentGateways;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.RefundRequest;
import id.kuota.engine.payment.StatusOutcome;
import id.kuota.simulation.audit.Auditor;
import id.kuota.simulation.plan.Troubles;
import id.kuota.simulation.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A gateway with books of its own, which is sometimes away, silent, stubborn or unwilling. */
public final class Gateway implements PaymentGateways {

  /** One attempt. */
  private static final class Account {
    private long amount;
    private boolean settled;
    private boolean ended;
    private boolean denied;

    /** What has left without an order having asked for it. */
    private long left;

    private boolean voided;
    private Instant refusesUntil = Instant.MIN;
    private final Map<String, Long> refunds = new LinkedHashMap<>();

    private long back() {
      return left + refunds.values().stream().mapToLong(Long::longValue).sum();
    }

    private PaymentReport.Result result() {
      if (!settled || voided) return PaymentReport.Result.FAILED;
      return back() > 0 ? PaymentReport.Result.REFUNDED : PaymentReport.Result.SETTLED;
    }
  }

  private static final Duration REFUSES_FOR = Duration.ofSeconds(10);
  private static final long LEG_MIN = 5_000;
  private static final long LEG_MAX = 800_000;

  private final World world;
  private final Auditor auditor;
  private final SplittableRandom random;
  private final Map<PaymentId, Account> accounts = new HashMap<>();
  private final List<PaymentRef> paid = new ArrayList<>();
  private Troubles troubles;
  private long awayUntil;

  public Gateway(World world, Auditor auditor, Troubles troubles) {
    this.world = world;
    this.auditor = auditor;
    this.troubles = troubles;
    this.random = world.random("gateway");
  }

  /** It cannot be reached for a while. */
  public void goAway(Duration time) {
    awayUntil = Math.max(awayUntil, world.micros() + time.toNanos() / 1_000);
  }

  /** From now on it answers, and keeps its word. */
  public void clearUp() {
    troubles = Troubles.NONE;
    awayUntil = 0;
  }

  /** The buyer pays; false if it does not take the money. */
  boolean settle(PaymentRef payment, long amount) {
    Account account = account(payment.payment());
    if (account.settled) return false;
    if (account.ended && !chance(troubles.gatewayStubborn())) return false;
    account.settled = true;
    account.amount = amount;
    paid.add(payment);
    world.story().note(world.micros(), "gateway", () -> payment + " is paid: " + amount);
    auditor.moneyTaken(payment.payment(), amount);
    return true;
  }

  /** Attempts that were paid, in the order in which they were. */
  List<PaymentRef> paid() {
    return List.copyOf(paid);
  }

  /**
   * Money goes back, and no order has asked for it.
   *
   * @param isVoid whether it is void, as if it had never come, if none has gone back before
   * @param part of what is left
   */
  void sendBack(PaymentRef payment, boolean isVoid, double part) {
    Account account = account(payment.payment());
    long rest = account.amount - account.back();
    if (rest <= 0) return;
    account.voided = isVoid && account.back() == 0;
    long amount = account.voided ? rest : Math.max(1, (long) (rest * part));
    account.left += amount;
    auditor.moneyLeft(payment.payment(), amount, account.voided);
    world.story().note(world.micros(), "gateway", () -> payment + " loses " + amount);
  }

  /** Returns whether money of the attempt has left without an order having asked for it. */
  boolean hasLeft(PaymentRef payment) {
    return account(payment.payment()).left > 0;
  }

  /** Returns what it says of an attempt at this moment. */
  PaymentReport report(PaymentRef payment) {
    return report(payment, account(payment.payment()), world.now());
  }

  /** Returns whether it has said that the attempt is not paid, and so must tell when it is. */
  boolean mustTell(PaymentId payment) {
    Account account = account(payment);
    return account.ended || account.denied;
  }

  @Override
  public CompletionStage<StatusOutcome> fetchStatus(String gateway, PaymentRef payment) {
    Instant asked = world.now();
    return call(
        payment,
        "status of " + payment.payment(),
        new StatusOutcome.Unknown("silence"),
        new StatusOutcome.NotAsked("busy"),
        () -> {
          Account account = account(payment.payment());
          if (account.settled || account.ended) {
            return new StatusOutcome.Known(report(payment, account, asked));
          }
          if (chance(troubles.gatewayUndecided()))
            return known(payment, PaymentReport.Result.UNDER_REVIEW);
          if (random.nextBoolean()) return known(payment, PaymentReport.Result.PENDING);
          account.denied = true;
          return new StatusOutcome.NotFound();
        });
  }

  @Override
  public CompletionStage<CancelOutcome> cancel(String gateway, PaymentRef payment) {
    Instant asked = world.now();
    return call(
        payment,
        "cancel " + payment.payment(),
        new CancelOutcome.Unknown("silence"),
        new CancelOutcome.NotAsked("busy"),
        () -> {
          Account account = account(payment.payment());
          if (account.voided) return new CancelOutcome.Cancelled();
          if (account.settled) return new CancelOutcome.TooLate(report(payment, account, asked));
          account.ended = true;
          return new CancelOutcome.Cancelled();
        });
  }

  @Override
  public CompletionStage<RefundOutcome> refund(String gateway, RefundRequest request) {
    return call(
        request.payment(),
        "refund %s by %s".formatted(request.amount(), request.refundKey()),
        new RefundOutcome.Unknown("silence"),
        new RefundOutcome.NotAsked("busy"),
        () -> refunded(request));
  }

  private RefundOutcome refunded(RefundRequest request) {
    Account account = account(request.payment().payment());
    if (!account.settled) return new RefundOutcome.Refused("no money");
    if (chance(troubles.gatewayUndecided())) return new RefundOutcome.NotNow("too poor");
    if (account.refunds.containsKey(request.refundKey())) {
      return new RefundOutcome.Done("refund " + request.refundKey());
    }
    if (account.back() + request.amount() > account.amount) {
      return new RefundOutcome.Refused("more than came");
    }
    // What it refuses it refuses for a while: an earlier call must not pay what a later one did.
    if (world.now().isBefore(account.refusesUntil) || chance(troubles.gatewayRefuses())) {
      account.refusesUntil = world.now().plus(REFUSES_FOR);
      return new RefundOutcome.Refused("too old");
    }
    account.refunds.put(request.refundKey(), request.amount());
    auditor.moneyReturned(request.payment().payment(), request.amount());
    return new RefundOutcome.Done("refund " + request.refundKey());
  }

  /** The call is made or not, and done or not; and the caller learns of it, or not. */
  private <T> CompletionStage<T> call(
      PaymentRef payment, String what, T silence, T notAsked, Supplier<T> work) {
    var answer = new CompletableFuture<T>();
    if (chance(troubles.gatewayBusy())) {
      world.after(LEG_MIN, () -> answer.complete(notAsked));
      return answer;
    }
    boolean lost = world.micros() < awayUntil || chance(troubles.gatewaySilent() / 2);
    boolean unheard = chance(troubles.gatewaySilent() / 2);
    world.story().sent(world.micros(), payment.order(), "gateway", () -> what, lost);
    world.after(
        random.nextLong(LEG_MIN, LEG_MAX),
        () -> {
          T outcome = lost ? silence : work.get();
          world
              .story()
              .sent(world.micros(), "gateway", payment.order(), outcome::toString, unheard);
          world.after(
              random.nextLong(LEG_MIN, LEG_MAX),
              () -> answer.complete(unheard ? silence : outcome));
        });
    return answer;
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private Account account(PaymentId payment) {
    return accounts.computeIfAbsent(payment, id -> new Account());
  }

  private static StatusOutcome known(PaymentRef payment, PaymentReport.Result result) {
    return new StatusOutcome.Known(
        new PaymentReport(payment.payment(), payment.order(), "reference", 0, "IDR", result));
  }

  /** A void is no refund: the gateway says that the attempt has failed. */
  private static PaymentReport report(PaymentRef payment, Account account, Instant asked) {
    return new PaymentReport(
        payment.payment(),
        payment.order(),
        "reference",
        account.amount,
        "IDR",
        account.result(),
        account.voided ? 0 : account.back(),
        0,
        account.refunds.keySet().stream()
            .sorted()
            .map(key -> new PaymentReport.ListedRefund(key, key))
            .toList(),
        Optional.of(asked));
  }
}
