package id.kuota.engine.sale;

import id.kuota.engine.ClusterMessage;
import java.time.Instant;
import java.util.List;

/**
 * What the outside may see of a sale.
 *
 * @param revision grows with every change; name it to replace the terms
 * @param history oldest first, the latest {@link id.kuota.engine.Limits#SALE_HISTORY_MAX} changes
 */
public record SaleView(
    SaleId sale,
    SaleTerms terms,
    EntryLists lists,
    Phase phase,
    long revision,
    List<SaleChange> history)
    implements ClusterMessage {

  /** The phase of the sale, as its operator set it. */
  public enum Phase {
    PLANNED,
    OPEN,
    PAUSED,
    CLOSED
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

  /**
   * Returns whether orders are taken now: the operator has opened the sale, and its window is open.
   */
  public Selling sellingAt(Instant now) {
    return switch (phase) {
      case CLOSED -> Selling.ENDED;
      case PLANNED, PAUSED -> now.isBefore(terms.closesAt()) ? Selling.NOT_OPEN : Selling.ENDED;
      case OPEN -> {
        if (now.isBefore(terms.opensAt())) yield Selling.NOT_OPEN;
        yield now.isBefore(terms.closesAt()) ? Selling.YES : Selling.ENDED;
      }
    };
  }
}
