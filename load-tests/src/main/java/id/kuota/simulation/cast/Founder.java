package id.kuota.simulation.cast;

import id.kuota.engine.Reply;
import id.kuota.engine.pricing.Charge;
import id.kuota.engine.pricing.Price;
import id.kuota.engine.sale.CartHolds;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.OfferTerms;
import id.kuota.engine.sale.QuotaTerms;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleEntity;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleRefusal;
import id.kuota.engine.sale.SaleTerms;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.sale.TicketsAfterRefund;
import id.kuota.simulation.cluster.EntityKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Opens the sale: two categories with few places, in a house that has fewer than both. */
public final class Founder {

  public static final SaleId SALE = new SaleId("festival");
  public static final Duration HOLD = Duration.ofSeconds(10);

  private static final String NAME = "founder";
  private static final int TRIES = 100;

  private final Stage stage;
  private final Client client;

  public Founder(Stage stage) {
    this.stage = stage;
    this.client = new Client(stage, NAME);
  }

  /** Sets the terms and opens the sale, however often it must ask. */
  public void begin() {
    ask(new SaleCommand.SetTerms(terms(), OptionalLong.empty(), NAME), set -> open());
  }

  private void open() {
    ask(
        new SaleCommand.OpenSale(NAME),
        reply -> {
          if (reply instanceof Reply.Answered<SaleView, SaleRefusal>(var view, var repeated)) {
            stage.auditor.toldOpen(view);
            stage.opened(view);
          }
        });
  }

  private void ask(SaleCommand.FromOperator command, Consumer<Reply<SaleView, SaleRefusal>> done) {
    client.<Reply<SaleView, SaleRefusal>>ask(
        EntityKey.sale(SALE.value()),
        replyTo -> new SaleEntity.Ask(command, replyTo),
        TRIES,
        heard -> true,
        done);
  }

  private SaleTerms terms() {
    return new SaleTerms(
        "Festival",
        "IDR",
        Instant.EPOCH,
        Instant.parse("2999-01-01T00:00:00Z"),
        HOLD,
        client.chance(0.5) ? 4 : 0,
        client.chance(0.8) ? CartHolds.AT_ONCE : CartHolds.AT_CHECKOUT,
        client.chance(0.7) ? TicketsAfterRefund.VOID : TicketsAfterRefund.KEEP,
        List.of(offer("cat-1"), offer("cat-2")),
        List.of(
            new QuotaTerms("cat-1", client.between(1, 7)),
            new QuotaTerms("cat-2", client.between(1, 7)),
            new QuotaTerms("house", client.between(3, 10))));
  }

  private static OfferTerms offer(String name) {
    var price = new Price(50_000, List.of(new Charge(Charge.Kind.TAX, "Tax", 1_000, 0)));
    return new OfferTerms(new OfferId(name), name, price, List.of(name, "house"));
  }
}
