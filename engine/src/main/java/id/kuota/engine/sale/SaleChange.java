package id.kuota.engine.sale;

import java.time.Instant;

/** One entry of a sale's history. */
public record SaleChange(long revision, Kind kind, String by, Instant at) {

  /** What was done. */
  public enum Kind {
    TERMS_SET,
    LISTS_SET,
    OPENED,
    PAUSED,
    CLOSED,
    CANCELLED
  }
}
