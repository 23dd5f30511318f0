package id.kuota.engine.simulation;

import id.kuota.engine.order.SimulatedOrder;
import id.kuota.engine.payment.CancelOutcome;
import id.kuota.engine.payment.PaymentId;
import id.kuota.engine.payment.PaymentRef;
import id.kuota.engine.payment.PaymentReport;
import id.kuota.engine.payment.PaymentReport.ListedRefund;
import id.kuota.engine.payment.PaymentReport.Result;
import id.kuota.engine.payment.RefundOutcome;
import id.kuota.engine.payment.RefundRequest;
import id.kuota.engine.payment.StatusOutcome;
import id.kuota.engine.sale.TicketsAfterRefund;
import id.kuota.engine.ticket.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A gateway with books of its own, which is sometimes away, and sometimes does not keep its word.
 */
final class SimulatedGateway implements SimulatedOrder.Gateway {

  /**
   * How it behaves.
   *
   * @param silent how often a call gets no answer, whether it was done or not
   * @param stubborn how often it takes money for an attempt that it has ended
   * @param refusing how often it will not send money back
   * @param busy how often a node does not even ask it
   * @param undecided how often it cannot say or do something now
   */
  record Manners(double silent, double stubborn, double refusing, double busy, double undecided) {
    static final Manners GOOD = new Manners(0, 0, 0, 0, 0);
  }

  /** One attempt. */
  private static final class Account {
    private long amount;
    private boolean settled;
    private boolean ended;
    private boolean denied;

    /** What has left without our having asked for it; all of it if it was voided. */
    private long elsewhere;

    private boolean voided;
    private Instant refusesUntil = Instant.MIN;
    private final Map<String, Long> refunds = new HashMap<>();

    long refunded() {
      return refunds.values().stream().mapToLong(Long::longValue).sum();
    }

    long back() {
      return refunded() + elsewhere;
    }
  }

  /** What it refuses it refuses for a while: nobody is refused, and paid by an earlier call. */
  private static final Duration CHANGES_ITS_MIND = Duration.ofSeconds(10);

  private final World world;
  private final Auditor auditor;
  private Manners manners;
  private Instant awayFrom = Instant.MAX;
  private Instant awayUntil = Instant.MAX;
  private final Map<PaymentId, Account> accounts = new HashMap<>();

  private final TicketsAfterRefund rule;
  private final Map<TicketId, Boolean> usedTickets = new HashMap<>();

  SimulatedGateway(World world, Auditor auditor, Manners manners) {
    this.world = world;
    this.auditor = auditor;
    this.manners = manners;
    this.rule = world.chance(0.7) ? TicketsAfterRefund.VOID : TicketsAfterRefund.KEEP;
  }

  /** Nobody can reach it for a while. */
  void goAway(Instant from, Duration time) {
    awayFrom = from;
    awayUntil = from.plus(time);
  }

  void behave() {
    manners = Manners.GOOD;
  }

  /** The buyer pays; false if it does not take the money. */
  boolean settle(PaymentId payment, long amount) {
    Account account = accounts.computeIfAbsent(payment, id -> new Account());
    if (account.settled) return false;
    if (account.ended && !world.chance(manners.stubborn())) return false;
    account.settled = true;
    account.amount = amount;
    world.note(payment, "is paid");
    auditor.moneyTaken(payment, amount);
    return true;
  }

  /** Whether it has said that nobody has paid, or can, and so must tell when somebody does. */
  boolean mustTell(PaymentId payment) {
    Account account = accounts.get(payment);
    return account != null && (account.ended || account.denied);
  }

  long refunded(PaymentId payment) {
    return accounts.containsKey(payment) ? accounts.get(payment).refunded() : 0;
  }

  /** Somebody sends money back in the dashboard, or a bank voids it. */
  void sendBack(PaymentId payment) {
    Account account = accounts.get(payment);
    if (account == null || !account.settled || account.back() >= account.amount) return;
    long left = account.amount - account.back();
    account.voided = account.back() == 0 && world.chance(0.3);
    long amount = account.voided || world.chance(0.5) ? left : world.between(1, left + 1);
    account.elsewhere += amount;
    if (account.voided) auditor.moneyVoided(payment);
    world.note(payment, "loses " + amount);
  }

  long elsewhere(PaymentId payment) {
    return accounts.containsKey(payment) ? accounts.get(payment).elsewhere : 0;
  }

  /** What it would say of an attempt now. */
  PaymentReport report(PaymentRef payment) {
    Account account = accounts.computeIfAbsent(payment.payment(), id -> new Account());
    account.denied |= !account.settled;
    return report(payment, account, world.now());
  }

  @Override
  public void rule(Consumer<Optional<TicketsAfterRefund>> answer) {
    call(answer, Optional.empty(), Optional.empty(), () -> Optional.of(rule));
  }

  @Override
  public void makeVoid(TicketId ticket, Consumer<Optional<Boolean>> answer) {
    call(
        answer,
        Optional.empty(),
        Optional.empty(),
        () -> Optional.of(usedTickets.computeIfAbsent(ticket, id -> world.chance(0.3))));
  }

  TicketsAfterRefund rule() {
    return rule;
  }

  @Override
  public void status(PaymentRef payment, Consumer<StatusOutcome> answer) {
    Instant asked = world.now();
    call(
        answer,
        new StatusOutcome.Unknown("silence"),
        new StatusOutcome.NotAsked("busy"),
        () -> {
          Account account = accounts.computeIfAbsent(payment.payment(), id -> new Account());
          if (account.settled || account.ended) {
            return new StatusOutcome.Known(report(payment, account, asked));
          }
          if (world.chance(manners.undecided())) return known(payment, Result.UNDER_REVIEW);
          if (world.chance(0.5)) return known(payment, Result.PENDING);
          account.denied = true;
          return new StatusOutcome.NotFound();
        });
  }

  @Override
  public void cancel(PaymentRef payment, Consumer<CancelOutcome> answer) {
    Instant asked = world.now();
    call(
        answer,
        new CancelOutcome.Unknown("silence"),
        new CancelOutcome.NotAsked("busy"),
        () -> {
          Account account = accounts.computeIfAbsent(payment.payment(), id -> new Account());
          if (account.voided) return new CancelOutcome.Cancelled();
          if (account.settled) return new CancelOutcome.TooLate(report(payment, account, asked));
          account.ended = true;
          return new CancelOutcome.Cancelled();
        });
  }

  @Override
  public void refund(RefundRequest request, Consumer<RefundOutcome> answer) {
    call(
        answer,
        new RefundOutcome.Unknown("silence"),
        new RefundOutcome.NotAsked("busy"),
        () -> {
          Account account = accounts.get(request.payment().payment());
          if (account == null || !account.settled) return new RefundOutcome.Refused("no money");
          if (world.chance(manners.undecided())) return new RefundOutcome.NotNow("too poor");
          boolean isKnown = account.refunds.containsKey(request.refundKey());
          boolean isTooMuch = account.back() + request.amount() > account.amount;
          if (!isKnown && isTooMuch) return new RefundOutcome.Refused("more than came");
          boolean refuses =
              world.now().isBefore(account.refusesUntil) || world.chance(manners.refusing());
          if (!isKnown && refuses) {
            account.refusesUntil = world.now().plus(CHANGES_ITS_MIND);
            return new RefundOutcome.Refused("too old");
          }
          account.refunds.putIfAbsent(request.refundKey(), request.amount());
          return new RefundOutcome.Done("refund " + request.refundKey());
        });
  }

  /** What is asked is done, or not; and who asked learns of it, or not. */
  private <T> void call(
      Consumer<T> answer, T silence, T notAsked, java.util.function.Supplier<T> work) {
    if (world.chance(manners.busy())) {
      world.after(1, () -> answer.accept(notAsked));
      return;
    }
    boolean away = !world.now().isBefore(awayFrom) && world.now().isBefore(awayUntil);
    boolean lost = away || world.chance(manners.silent() / 2);
    world.after(
        world.between(5, 800),
        () -> {
          T outcome = lost ? silence : work.get();
          boolean unheard = world.chance(manners.silent() / 2);
          world.after(world.between(5, 800), () -> answer.accept(unheard ? silence : outcome));
        });
  }

  private static StatusOutcome known(PaymentRef payment, Result result) {
    return new StatusOutcome.Known(
        new PaymentReport(payment.payment(), payment.order(), "reference", 0, "IDR", result));
  }

  private static PaymentReport report(PaymentRef payment, Account account, Instant asked) {
    return new PaymentReport(
        payment.payment(),
        payment.order(),
        "reference",
        account.amount,
        "IDR",
        result(account),
        account.voided ? 0 : account.back(),
        0,
        account.refunds.keySet().stream().sorted().map(key -> new ListedRefund(key, key)).toList(),
        Optional.of(asked));
  }

  private static Result result(Account account) {
    if (!account.settled || account.voided) return Result.FAILED;
    return account.back() > 0 ? Result.REFUNDED : Result.SETTLED;
  }
}
