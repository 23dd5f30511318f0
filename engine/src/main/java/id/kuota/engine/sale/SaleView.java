package id.kuota.engine.sale;

import id.kuota.engine.ClusterMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the outside may see of a sale.
 *
 * @param revision grows with every change; name it to replace the terms
 * @param history oldest first, the latest {@link id.kuota.engine.Limits#SALE_HISTORY_MAX} changes
 * @param cancellation present exactly in the phase {@link Phase#CANCELLED}
 */
public record SaleView(
    SaleId sale,
    SaleTerms terms,
    EntryLists lists,
    Phase phase,
    long revision,
    List<SaleChange> history,
    Optional<Cancellation> cancellation)
    implements ClusterMessage {

  /** The phase of the sale, as its operator set it. */
  public enum Phase {
    PLANNED,
    OPEN,
    PAUSED,
    CLOSED,
    /** Its event does not take place, and its orders are paid back. */
    CANCELLED
  }

  /** Where the sale stands for a buyer at this moment. */
  public enum Selling {
    /** Not yet, or not at this moment. */
    NOT_OPEN,
    YES,
    /** Never again. */
    ENDED
  }

  public SaleView {
    history = List.copyOf(history);
  }

  /** Makes the view of a sale that is not cancelled. */
  public SaleView(
      SaleId sale,
      SaleTerms terms,
      EntryLists lists,
      Phase phase,
      long revision,
      List<SaleChange> history) {
    this(sale, terms, lists, phase, revision, history, Optional.empty());
  }

  /**
   * Returns whether orders are taken now: the operator has opened the sale, and its window is open.
   */
  public Selling sellingAt(Instant now) {
    return switch (phase) {
      case CLOSED, CANCELLED -> Selling.ENDED;
      case PLANNED, PAUSED -> now.isBefore(terms.closesAt()) ? Selling.NOT_OPEN : Selling.ENDED;
      case OPEN -> {
        if (now.isBefore(terms.opensAt())) yield Selling.NOT_OPEN;
        yield now.isBefore(terms.closesAt()) ? Selling.YES : Selling.ENDED;
      }
    };
  }
}
