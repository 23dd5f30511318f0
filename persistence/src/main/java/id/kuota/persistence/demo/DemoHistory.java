package id.kuota.persistence.demo;

import id.kuota.engine.sale.SaleEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** The events of a sale that was opened an hour ago. Pure: time and chance are arguments. */
public final class DemoHistory {

  private static final String BY = "operator";

  /** The sale was prepared so long before it opened. */
  private static final Duration PREPARED = Duration.ofMinutes(5);

  /** Of all buyers, these many in a hundred come with the rush; the others evenly. */
  private static final int RUSH_PERCENT = 60;

  /** The rush is over by a third after so long, as it decays. */
  private static final double RUSH_SECONDS = 240;

  private DemoHistory() {}

  /** Returns the events in the order in which they happened. */
  public static List<DemoEvent> of(DemoSetting setting) {
    var events = new DemoEvents();
    var chance = new Random(setting.seed());
    var agenda = new Agenda(chance);
    Stock stock = prepare(setting, events);
    var tickets = new TicketStory(setting, events, agenda, stock);
    var buyers = new BuyerStory(setting, events, agenda, stock, tickets);
    for (int number = 1; number <= setting.buyers(); number++) {
      int buyer = number;
      agenda.plan(setting.opening().plus(arrival(chance)), at -> buyers.comes(buyer, at));
    }
    agenda.run(setting.end());
    return events.all();
  }

  /** What an operator does: sets the terms, by which the quotas open, and opens the sale. */
  private static Stock prepare(DemoSetting setting, DemoEvents events) {
    Instant prepared = setting.opening().minus(PREPARED);
    events.sale(
        setting.sale(), new SaleEvent.SaleTermsSet(setting.sale(), setting.terms(), BY, prepared));
    var stock = new Stock(events, setting.sale(), setting.terms(), prepared);
    setting
        .terms()
        .quotas()
        .forEach(
            quota ->
                events.sale(
                    setting.sale(),
                    new SaleEvent.SaleQuotaOpened(setting.sale(), quota.name(), prepared)));
    events.sale(setting.sale(), new SaleEvent.SaleOpened(setting.sale(), BY, setting.opening()));
    return stock;
  }

  private static Duration arrival(Random chance) {
    double length = DemoSetting.LENGTH.toSeconds();
    double seconds =
        chance.nextInt(100) < RUSH_PERCENT
            ? -RUSH_SECONDS * Math.log(1 - chance.nextDouble())
            : chance.nextDouble() * length;
    return Duration.ofMillis((long) (Math.min(seconds, length) * 1_000));
  }
}
