package id.kuota.persistence.demo;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleTerms;
import java.time.Duration;
import java.time.Instant;

/**
 * What a history is of.
 *
 * @param buyers who try to buy; those that find nothing leave no order
 * @param seed the same one gives the same history, up to the names
 * @param end when it ends; orders that are held then stay so
 */
public record DemoSetting(
    SaleId sale, SaleTerms terms, DemoNames names, int buyers, long seed, Instant end) {

  /** How long the sale has been open at the end. */
  public static final Duration LENGTH = Duration.ofHours(1);

  Instant opening() {
    return end.minus(LENGTH);
  }
}
