package id.kuota.load.flashsale;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doSwitch;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.onCase;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import id.kuota.load.buyer.BuyerPlan;
import id.kuota.load.buyer.Journey;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.util.function.Supplier;

/** The simulation. Public, since Gatling makes it. */
public final class FlashSale extends Simulation {

  private final FlashSaleRun run = GatlingRun.current();
  private final Steps steps = new Steps(run);

  public FlashSale() {
    FlashSaleRun.Settings settings = run.settings();
    setUp(
            population("buyers", run::nextOrdinary, settings.rate()),
            population(
                "buyers who push", run::nextPushing, settings.rate() * settings.pushingShare()))
        .protocols(protocol(settings))
        .maxDuration(settings.longest());
  }

  /**
   * Returns a connection for each buyer would use up the ports; they share as many as are in use at
   * once.
   */
  private static HttpProtocolBuilder protocol(FlashSaleRun.Settings settings) {
    return http.baseUrl(settings.url().toString())
        .shareConnections()
        .disableCaching()
        .disableWarmUp()
        .disableAutoReferer()
        .disableFollowRedirect()
        .acceptHeader("application/json")
        .userAgentHeader("kuota-load");
  }

  private PopulationBuilder population(String name, Supplier<BuyerPlan> plans, double rate) {
    OpenInjectionStep ramp = rampUsersPerSec(rate / 20).to(rate).during(run.settings().ramp());
    OpenInjectionStep full = constantUsersPerSec(rate).during(run.settings().fullRate());
    var injection =
        run.settings().ramp().isZero()
            ? new OpenInjectionStep[] {full}
            : new OpenInjectionStep[] {ramp, full};
    return scenario(name).exec(visit(plans)).injectOpen(injection);
  }

  private ChainBuilder visit(Supplier<BuyerPlan> plans) {
    return doIf(session -> run.enter())
        .then(
            exec(session -> begin(session, plans.get())),
            steps.place(),
            doIf(session -> BuyerSession.of(session).isHeld()).then(afterwards()),
            exec(
                session -> {
                  run.leave();
                  return session;
                }));
  }

  private Session begin(Session session, BuyerPlan plan) {
    run.meter().started(System.nanoTime());
    var entry = run.ledger().open(plan.key(), plan.buyer(), plan.lines());
    return new BuyerSession(plan, entry, run.ledger().terms().sale()).in(session);
  }

  private ChainBuilder afterwards() {
    return exec(doIf(session -> BuyerSession.of(session).plan().looks()).then(steps.look()))
        .exec(
            doSwitch(session -> BuyerSession.of(session).plan().journey())
                .on(
                    onCase(Journey.PAYS_AT_ONCE).then(payAtOnce()),
                    onCase(Journey.PAYS_AT_GATEWAY).then(pay(exec(steps.approve()))),
                    onCase(Journey.PAYS_AT_THE_LAST_MOMENT)
                        .then(pay(Steps.waitForTheLastMoment().exec(steps.approve()))),
                    onCase(Journey.IS_DENIED).then(beDenied()),
                    onCase(Journey.CANCELS).then(steps.cancel()),
                    onCase(Journey.WANTS_TOO_MANY).then(orderOnceMore())));
  }

  private ChainBuilder payAtOnce() {
    return steps
        .startPayment("instant", true)
        .exec(doIf(session -> BuyerSession.of(session).hasPayment()).then(steps.lookUntilEnded()));
  }

  private ChainBuilder pay(ChainBuilder approve) {
    return steps
        .startPayment("virtual_account", false)
        .exec(
            doIf(session -> BuyerSession.of(session).hasPayment())
                .then(approve, steps.lookUntilEnded()));
  }

  private ChainBuilder beDenied() {
    return steps
        .startPayment("qris", false)
        .exec(
            doIf(session -> BuyerSession.of(session).hasPayment())
                .then(steps.deny(), steps.look()));
  }

  private ChainBuilder orderOnceMore() {
    return exec(session -> begin(session, BuyerSession.of(session).plan().onceMore()))
        .exec(steps.place());
  }
}
