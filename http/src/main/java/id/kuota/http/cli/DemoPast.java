package id.kuota.http.cli;

import id.kuota.engine.order.BuyerKey;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleTerms;
import id.kuota.http.edge.identity.BuyerKeys;
import id.kuota.http.edge.identity.OrderIds;
import id.kuota.http.edge.identity.ServerSecret;
import id.kuota.http.edge.problem.Validated;
import id.kuota.http.edge.sale.SaleTermsReader;
import id.kuota.http.node.StartException;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.demo.DemoEvent;
import id.kuota.persistence.demo.DemoHistory;
import id.kuota.persistence.demo.DemoJournal;
import id.kuota.persistence.demo.DemoNames;
import id.kuota.persistence.demo.DemoSetting;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Gives the demo sale an hour of history, before the first node starts: what is in memory already
 * would not know of it.
 *
 * @param server by whose secret the edge finds the orders again
 */
record DemoPast(DatabaseSettings settings, ServerSecret server, long seed, Clock clock) {

  /** Buyers who try to buy within the hour. */
  private static final int BUYERS = 4_000;

  /** The names of the buyers of the history, which are found as each buyer's orders are. */
  private record Names(BuyerKeys buyers, OrderIds orders) implements DemoNames {

    private static String written(int number) {
      return "demo-%04d@example.com".formatted(number);
    }

    @Override
    public BuyerKey buyer(int number) {
      return buyers.buyer(written(number)).key();
    }

    @Override
    public OrderId order(int number) {
      return orders.of(buyers.of(written(number)), "demo-history-%04d".formatted(number));
    }
  }

  /**
   * Writes the history, unless the sale is there already.
   *
   * @param news receives how far it is
   * @return what was done, in a few words
   */
  String write(Consumer<String> news) {
    try (Database database = Database.open(settings)) {
      database.migrate();
      var journal = new DemoJournal(database.dataSource());
      var sale = new SaleId(DemoSale.stored().id());
      if (journal.has(sale)) return "the sale is there already; --fresh starts over";
      Instant end = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      List<DemoEvent> events =
          DemoHistory.of(
              new DemoSetting(
                  sale,
                  terms(),
                  new Names(new BuyerKeys(server), new OrderIds(server)),
                  BUYERS,
                  seed,
                  end));
      journal.write(
          events,
          written ->
              news.accept(
                  String.format(
                      Locale.ROOT,
                      "%,d of %,d events, %d %%",
                      written,
                      events.size(),
                      written * 100 / events.size())));
      return String.format(Locale.ROOT, "an hour in %,d events, seed %d", events.size(), seed);
    } catch (SQLException e) {
      throw new StartException("The history cannot be written: " + e.getMessage(), e);
    }
  }

  private static SaleTerms terms() {
    return switch (SaleTermsReader.read(
        DemoSale.stored().terms().getBytes(StandardCharsets.UTF_8))) {
      case Validated.Valid<SaleTerms>(var terms) -> terms;
      case Validated.Invalid<SaleTerms>(var problem) ->
          throw new IllegalStateException("the terms of the demo sale: " + problem);
    };
  }
}
