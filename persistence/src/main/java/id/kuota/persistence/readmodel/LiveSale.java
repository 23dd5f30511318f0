package id.kuota.persistence.readmodel;

import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sale at this moment, for people who watch it. All of it is of one snapshot; money is in whole
 * units of the sale's currency.
 *
 * @param orders since the sale began
 * @param tickets sold and not void
 * @param quotas the shared ones, by id
 * @param minutes the latest {@link LiveSales#MINUTES}, oldest first, also those without an event
 */
public record LiveSale(
    SaleId sale,
    String name,
    String currency,
    SaleView.Phase phase,
    Instant opensAt,
    Instant closesAt,
    AsOf asOf,
    SaleReport.Orders orders,
    long tickets,
    List<Quota> quotas,
    List<Minute> minutes,
    OpenRefunds refunds,
    Gates gates) {

  public LiveSale {
    quotas = List.copyOf(quotas);
    minutes = List.copyOf(minutes);
  }

  /**
   * Where the projection is.
   *
   * @param position the last row of the journal in the numbers, as {@code TX:ORDERING}
   * @param at everything that was acknowledged up to here is in the numbers
   * @param lagMillis age of the oldest event that is not; 0 if there is none
   */
  public record AsOf(String position, Instant at, long lagMillis) {}

  /**
   * A shared quota, by its own events.
   *
   * @param refused holds that found no units, as far as the quota counted them
   * @param revision sequence number of the last event in the numbers
   */
  public record Quota(
      QuotaId quota, long capacity, long held, long sold, long refused, long revision) {}

  /**
   * One minute of the sale.
   *
   * @param held units taken by holds in this minute, counted in each of their quotas
   * @param refused holds that found no units
   */
  public record Minute(
      Instant minute,
      long placed,
      long paid,
      long cancelled,
      long expired,
      long held,
      long refused,
      long revenue) {}

  /**
   * Refunds that are not done.
   *
   * @param overdue owed for longer than {@link id.kuota.engine.Limits#REFUND_ALARM}
   * @param late due ones, for money that came after the order had ended
   * @param amount sum of those in the currency of the sale
   */
  public record OpenRefunds(
      long due, long manual, long review, long overdue, long late, long amount) {}

  /**
   * The gates.
   *
   * @param inside people inside; null while they are unknown until a rebuild
   * @param recent entries within {@link GateReports#RECENT}
   * @param refused by reason, the most frequent first
   * @param silentDevices active ones that were not seen for {@link GateDevices#UNSEEN_MAX}
   */
  public record Gates(
      @Nullable Long inside,
      long recent,
      long conflicts,
      List<RefusedScans> refused,
      long silentDevices) {
    public Gates {
      refused = List.copyOf(refused);
    }
  }

  /** Scans that were refused for one reason. */
  public record RefusedScans(String reason, long count) {}
}
