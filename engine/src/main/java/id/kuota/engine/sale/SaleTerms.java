package id.kuota.engine.sale;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The terms of a sale.
 *
 * @param currency ISO 4217 code; amounts are in its smallest unit by our table (IDR: whole rupiah)
 * @param opensAt first instant at which an order is taken, if the sale is open
 * @param closesAt first instant at which no order is taken any more
 * @param holdFor how long units are held for a buyer who has not paid
 * @param unitsPerBuyer most units that one buyer may hold or own over all orders; 0 = no limit
 * @param cartHolds when carts hold their units
 * @param ticketsAfterRefund what becomes of tickets whose money has left at the gateway
 * @param waitingRoom present if only those may order who were let in
 */
public record SaleTerms(
    String name,
    String currency,
    Instant opensAt,
    Instant closesAt,
    Duration holdFor,
    int unitsPerBuyer,
    CartHolds cartHolds,
    TicketsAfterRefund ticketsAfterRefund,
    List<OfferTerms> offers,
    List<QuotaTerms> quotas,
    Optional<WaitingRoomTerms> waitingRoom) {

  public SaleTerms {
    offers = List.copyOf(offers);
    quotas = List.copyOf(quotas);
  }

  /** Makes terms without a waiting room, the default. */
  public SaleTerms(
      String name,
      String currency,
      Instant opensAt,
      Instant closesAt,
      Duration holdFor,
      int unitsPerBuyer,
      CartHolds cartHolds,
      TicketsAfterRefund ticketsAfterRefund,
      List<OfferTerms> offers,
      List<QuotaTerms> quotas) {
    this(
        name,
        currency,
        opensAt,
        closesAt,
        holdFor,
        unitsPerBuyer,
        cartHolds,
        ticketsAfterRefund,
        offers,
        quotas,
        Optional.empty());
  }

  /** Makes terms by which tickets become void after a refund, the default. */
  public SaleTerms(
      String name,
      String currency,
      Instant opensAt,
      Instant closesAt,
      Duration holdFor,
      int unitsPerBuyer,
      CartHolds cartHolds,
      List<OfferTerms> offers,
      List<QuotaTerms> quotas) {
    this(
        name,
        currency,
        opensAt,
        closesAt,
        holdFor,
        unitsPerBuyer,
        cartHolds,
        TicketsAfterRefund.VOID,
        offers,
        quotas);
  }

  /** Terms whose carts hold nothing before checkout, as all did before there was a choice. */
  public SaleTerms(
      String name,
      String currency,
      Instant opensAt,
      Instant closesAt,
      Duration holdFor,
      int unitsPerBuyer,
      List<OfferTerms> offers,
      List<QuotaTerms> quotas) {
    this(
        name,
        currency,
        opensAt,
        closesAt,
        holdFor,
        unitsPerBuyer,
        CartHolds.AT_CHECKOUT,
        offers,
        quotas);
  }

  /** Returns a copy with carts that hold so. */
  public SaleTerms with(CartHolds other) {
    return new SaleTerms(
        name,
        currency,
        opensAt,
        closesAt,
        holdFor,
        unitsPerBuyer,
        other,
        ticketsAfterRefund,
        offers,
        quotas,
        waitingRoom);
  }

  /** Returns a copy with another rule for tickets whose money has left. */
  public SaleTerms with(TicketsAfterRefund other) {
    return new SaleTerms(
        name,
        currency,
        opensAt,
        closesAt,
        holdFor,
        unitsPerBuyer,
        cartHolds,
        other,
        offers,
        quotas,
        waitingRoom);
  }

  /** Returns a copy with a waiting room. */
  public SaleTerms with(WaitingRoomTerms room) {
    return new SaleTerms(
        name,
        currency,
        opensAt,
        closesAt,
        holdFor,
        unitsPerBuyer,
        cartHolds,
        ticketsAfterRefund,
        offers,
        quotas,
        Optional.of(room));
  }

  public Optional<OfferTerms> offer(OfferId id) {
    return offers.stream().filter(offer -> offer.id().equals(id)).findFirst();
  }

  public Optional<QuotaTerms> quota(String name) {
    return quotas.stream().filter(quota -> quota.name().equals(name)).findFirst();
  }

  public boolean withinWindow(Instant now) {
    return !now.isBefore(opensAt) && now.isBefore(closesAt);
  }
}
