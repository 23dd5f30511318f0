package id.kuota.persistence.readmodel;

import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A sale in numbers. All of them are of the same moment; money is in the smallest unit of the
 * sale's currency.
 *
 * @param asOf everything that was acknowledged up to here is in the numbers
 * @param lag zero if nothing waits to be counted, else the age of the oldest that does
 * @param quotas the shared ones, by id
 * @param minutes minutes with orders, oldest first, the latest {@link SaleReports#MINUTES_MAX}
 */
public record SaleReport(
    SaleId sale,
    String name,
    String currency,
    Instant asOf,
    Duration lag,
    Orders orders,
    List<Quota> quotas,
    List<SaleMinute> minutes) {

  public SaleReport {
    quotas = List.copyOf(quotas);
    minutes = List.copyOf(minutes);
  }

  /**
   * What became of orders.
   *
   * @param refundsOwed payments that have no claim to units
   * @param refundAmount their sum
   * @param revenue what paid orders brought
   */
  public record Orders(
      long placed,
      long paid,
      long cancelled,
      long expired,
      long refundsOwed,
      long refundAmount,
      long revenue) {

    /** Returns the orders that wait for payment. */
    public long held() {
      return placed - paid - cancelled - expired;
    }
  }

  /**
   * A shared quota.
   *
   * @param held units held now
   * @param sold units sold now
   * @param released units that were held and given back, ever
   * @param refused holds that found no units, as far as the quota counted them
   * @param revenue of the lines whose first quota this is
   * @param revision sequence number of the quota's last event in the numbers
   * @param minutes minutes in which something happened, oldest first, the latest {@link
   *     SaleReports#MINUTES_MAX}
   */
  public record Quota(
      QuotaId quota,
      long capacity,
      long held,
      long sold,
      long released,
      long refused,
      long revenue,
      long revision,
      List<QuotaMinute> minutes) {

    public Quota {
      minutes = List.copyOf(minutes);
    }

    /** Free units; negative after the capacity was forced below what is in use. */
    public long available() {
      return capacity - held - sold;
    }
  }

  /**
   * One minute of a shared quota.
   *
   * @param held units taken in this minute
   */
  public record QuotaMinute(
      Instant minute, long held, long sold, long released, long refused, long revenue) {}

  /** One minute of a sale. */
  public record SaleMinute(Instant minute, Orders orders) {}
}
