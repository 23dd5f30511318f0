package id.kuota.persistence.journal;

import static id.kuota.persistence.journal.Samples.AT;
import static id.kuota.persistence.journal.Samples.SALE;

import id.kuota.engine.Portable;
import id.kuota.engine.Reply;
import id.kuota.engine.sale.Cancellation;
import id.kuota.engine.sale.SaleChange;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleEntity;
import id.kuota.engine.sale.SaleRefusal;
import id.kuota.engine.sale.SaleView;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.pekko.actor.typed.ActorRef;

/** What travels to a sale and from it: one of each. */
final class SaleSamples {

  private SaleSamples() {}

  /** Adds the messages of a sale, of which one is cancelled. */
  static void addMessages(List<Portable> to, ActorRef<Object> asker) {
    var view =
        new SaleView(
            SALE,
            Samples.terms(),
            Samples.lists(),
            SaleView.Phase.OPEN,
            3,
            List.of(new SaleChange(1, SaleChange.Kind.TERMS_SET, "operator", AT)));
    to.add(new SaleCommand.SetTerms(Samples.terms(), OptionalLong.of(2), "operator"));
    to.add(new SaleCommand.SetTerms(Samples.termsWithoutRoom(), OptionalLong.empty(), "operator"));
    to.add(new SaleCommand.SetLists(Samples.lists(), OptionalLong.of(2), "operator"));
    to.add(new SaleCommand.SetLists(Samples.lists(), OptionalLong.empty(), "operator"));
    to.add(new SaleCommand.OpenSale("operator"));
    to.add(new SaleCommand.PauseSale("operator"));
    to.add(new SaleCommand.CloseSale("operator"));
    to.add(new SaleCommand.CancelSale("a storm", true, "operator"));
    to.add(new SaleCommand.RecordQuotaOpened("cat1"));
    to.add(new SaleEntity.Ask(new SaleCommand.OpenSale("operator"), asker.narrow()));
    to.add(new SaleEntity.Look(asker.narrow()));
    to.add(view);
    to.add(
        new SaleView(
            SALE,
            Samples.terms(),
            Samples.lists(),
            SaleView.Phase.CANCELLED,
            4,
            List.of(new SaleChange(4, SaleChange.Kind.CANCELLED, "operator", AT)),
            Optional.of(new Cancellation("a storm", true, "operator", AT))));
    to.add(new Reply.Answered<>(view, false));
    to.add(new Reply.Refused<>(SaleRefusal.SALE_CLOSED));
  }
}
