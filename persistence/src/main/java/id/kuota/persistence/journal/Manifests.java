package id.kuota.persistence.journal;

import static java.util.Map.entry;

import id.kuota.engine.Portable;
import id.kuota.engine.Reply;
import id.kuota.engine.cart.CartCommand;
import id.kuota.engine.cart.CartEntity;
import id.kuota.engine.cart.CartEvent;
import id.kuota.engine.cart.CartView;
import id.kuota.engine.device.DeviceCommand;
import id.kuota.engine.device.DeviceEntity;
import id.kuota.engine.device.DeviceEvent;
import id.kuota.engine.device.DeviceView;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderEvent;
import id.kuota.engine.order.OrderMessage;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.quota.Availability;
import id.kuota.engine.quota.HoldResolution;
import id.kuota.engine.quota.QuotaEntity;
import id.kuota.engine.quota.QuotaEvent;
import id.kuota.engine.quota.QuotaState;
import id.kuota.engine.quota.QuotaView;
import id.kuota.engine.ratelimit.RateMessage;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleEntity;
import id.kuota.engine.sale.SaleEvent;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.ticket.TicketCommand;
import id.kuota.engine.ticket.TicketEntity;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.engine.ticket.TicketView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one table of names: which manifest is which class.
 *
 * <p>A name is short, ends with its version, and never changes its meaning: it is never used again
 * for something else. A new form of an event gets a new version next to the old one. Capital
 * letters lie in the journal; small ones only travel between nodes, so they matter as long as two
 * releases run side by side.
 */
public final class Manifests {

  private static final Map<String, Class<? extends Portable>> EVENTS =
      Map.ofEntries(
          entry("CO1", CartEvent.CartOpened.class),
          entry("CP1", CartEvent.CartLinePut.class),
          entry("CR1", CartEvent.CartLineRemoved.class),
          entry("CB1", CartEvent.CheckoutBegun.class),
          entry("CN1", CartEvent.CheckoutRefused.class),
          entry("CC1", CartEvent.CartCheckedOut.class),
          entry("CX1", CartEvent.CartExpired.class),
          entry("DI1", EventUpcasters.Invited.class),
          entry("DI2", DeviceEvent.DeviceInvited.class),
          entry("DS1", DeviceEvent.DeviceInitialized.class),
          entry("DK1", DeviceEvent.DeviceKeyRolled.class),
          entry("DX1", DeviceEvent.DeviceRevoked.class),
          entry("OP1", OrderEvent.OrderPlaced.class),
          entry("OS1", OrderEvent.PaymentStarted.class),
          entry("OI1", OrderEvent.PaymentPageOpened.class),
          entry("OF1", OrderEvent.PaymentFailed.class),
          entry("OM1", OrderEvent.OrderPaid.class),
          entry("OZ1", OrderEvent.OrderFree.class),
          entry("OC1", OrderEvent.OrderCancelled.class),
          entry("OX1", OrderEvent.OrderExpired.class),
          entry("OD1", OrderEvent.OrderDutyDone.class),
          entry("OR1", OrderEvent.RefundOwed.class),
          entry("OU1", OrderEvent.PaymentsLeftOpen.class),
          entry("OV1", OrderEvent.PaymentInReview.class),
          entry("OB1", OrderEvent.PaymentTakenBack.class),
          entry("OL1", OrderEvent.LateMoney.class),
          entry("ON1", OrderEvent.OrderPaidLate.class),
          entry("OG1", OrderEvent.RefundDone.class),
          entry("OH1", OrderEvent.RefundRefused.class),
          entry("OA1", OrderEvent.RefundAskedAgain.class),
          entry("OW1", OrderEvent.GatewayAskedInVain.class),
          entry("OT1", OrderEvent.TicketCancelled.class),
          entry("OY1", OrderEvent.UnitsReturned.class),
          entry("OE1", OrderEvent.PaymentFeeNoted.class),
          entry("OJ1", OrderEvent.MoneyReturned.class),
          entry("OQ1", OrderEvent.RevenueLost.class),
          entry("OK1", OrderEvent.TicketsJudged.class),
          entry("QB1", QuotaEvent.BatchApplied.class),
          entry("ST1", EventUpcasters.TermsSet.class),
          entry("ST2", EventUpcasters.TermsWithCartsSet.class),
          entry("ST3", SaleEvent.SaleTermsSet.class),
          entry("SL1", SaleEvent.SaleListsSet.class),
          entry("SO1", SaleEvent.SaleOpened.class),
          entry("SP1", SaleEvent.SalePaused.class),
          entry("SC1", SaleEvent.SaleClosed.class),
          entry("SX1", SaleEvent.SaleCancelled.class),
          entry("SQ1", SaleEvent.SaleQuotaOpened.class),
          entry("TI1", TicketEvent.TicketIssued.class),
          entry("TA1", TicketEvent.TicketCheckedIn.class),
          entry("TL1", TicketEvent.TicketCheckedOut.class),
          entry("TN1", TicketEvent.PassageAnnulled.class),
          entry("TC1", TicketEvent.ConflictFound.class),
          entry("TR1", TicketEvent.TicketReissued.class),
          entry("TV1", TicketEvent.TicketVoided.class));

  private static final Map<String, Class<? extends Portable>> SNAPSHOTS =
      Map.ofEntries(
          entry("QS1", QuotaState.Counting.class), entry("QU1", QuotaState.Unopened.class));

  private static final Map<String, Class<? extends Portable>> MESSAGES =
      Map.ofEntries(
          entry("ra1", Reply.Answered.class),
          entry("rr1", Reply.Refused.class),
          entry("ca1", CartEntity.Ask.class),
          entry("cl1", CartEntity.Look.class),
          entry("cr1", CartEntity.ResolveEarly.class),
          entry("cv1", CartView.class),
          entry("cco1", CartCommand.OpenCart.class),
          entry("ccp1", CartCommand.PutLine.class),
          entry("ccr1", CartCommand.RemoveLine.class),
          entry("ccc1", CartCommand.CheckOut.class),
          entry("rlq1", RateMessage.LeaseRequest.class),
          entry("rla1", RateMessage.LeaseAnswer.class),
          entry("da1", DeviceEntity.Ask.class),
          entry("dl1", DeviceEntity.Look.class),
          entry("dv1", DeviceView.class),
          entry("dci1", DeviceCommand.InviteDevice.class),
          entry("dcs1", DeviceCommand.InitializeDevice.class),
          entry("dcr1", DeviceCommand.RollKey.class),
          entry("dcx1", DeviceCommand.RevokeDevice.class),
          entry("oa1", OrderMessage.Ask.class),
          entry("of1", OrderMessage.ResolveHold.class),
          entry("oh1", OrderMessage.FindPlaced.class),
          entry("ol1", OrderMessage.Look.class),
          entry("op1", OrderMessage.Place.class),
          entry("or1", OrderMessage.ResolveEarly.class),
          entry("ot1", OrderMessage.TakeOver.class),
          entry("ow1", OrderMessage.Wake.class),
          entry("ov1", OrderView.class),
          entry("ocs1", OrderCommand.StartPayment.class),
          entry("oci1", OrderCommand.RecordPaymentPage.class),
          entry("occ1", OrderCommand.CancelOrder.class),
          entry("ocr1", OrderCommand.RecordPayment.class),
          entry("ocp1", OrderCommand.RecordPlacement.class),
          entry("ocf1", OrderCommand.ResolveExpiry.class),
          entry("ocd1", OrderCommand.RecordDutyDone.class),
          entry("oct1", OrderCommand.CancelTicket.class),
          entry("och1", OrderCommand.RecordRefundByHand.class),
          entry("oca1", OrderCommand.AskRefundAgain.class),
          entry("oce1", OrderCommand.RecordPaymentClosed.class),
          entry("ocn1", OrderCommand.RecordReacquired.class),
          entry("oco1", OrderCommand.RecordReacquireRefused.class),
          entry("ocg1", OrderCommand.RecordRefundDone.class),
          entry("ocx1", OrderCommand.RecordRefundRefused.class),
          entry("ocu1", OrderCommand.RecordUnitsReturned.class),
          entry("ocw1", OrderCommand.RecordAskedInVain.class),
          entry("ocj1", OrderCommand.RecordTicketRule.class),
          entry("ocy1", OrderCommand.TakeRefundOver.class),
          entry("qa1", QuotaEntity.ApplyBatch.class),
          entry("qb1", QuotaEntity.BatchAnswered.class),
          entry("qe1", QuotaEntity.Explain.class),
          entry("qi1", QuotaEntity.Explained.class),
          entry("qw1", QuotaEntity.Wake.class),
          entry("qf1", HoldResolution.class),
          entry("qn1", Availability.class),
          entry("qv1", QuotaView.class),
          entry("sa1", SaleEntity.Ask.class),
          entry("sl1", SaleEntity.Look.class),
          entry("sv1", SaleView.class),
          entry("sct1", SaleCommand.SetTerms.class),
          entry("sce1", SaleCommand.SetLists.class),
          entry("sco1", SaleCommand.OpenSale.class),
          entry("scp1", SaleCommand.PauseSale.class),
          entry("scc1", SaleCommand.CloseSale.class),
          entry("scx1", SaleCommand.CancelSale.class),
          entry("scq1", SaleCommand.RecordQuotaOpened.class),
          entry("ta1", TicketEntity.Ask.class),
          entry("tl1", TicketEntity.Look.class),
          entry("to1", TicketEntity.Looked.class),
          entry("tv1", TicketView.class),
          entry("tci1", TicketCommand.CheckIn.class),
          entry("tco1", TicketCommand.CheckOut.class),
          entry("tca1", TicketCommand.AnnulPassage.class),
          entry("tcr1", TicketCommand.ReissueTicket.class),
          entry("tcv1", TicketCommand.VoidTicket.class));

  private static final Map<String, Class<? extends Portable>> CLASSES = merged();
  private static final Map<Class<?>, String> NAMES = inverted();

  private Manifests() {}

  /** Returns the name of {@code type}; empty if it cannot be stored or sent. */
  public static Optional<String> nameOf(Class<?> type) {
    return Optional.ofNullable(NAMES.get(type));
  }

  /** Returns what {@code manifest} stands for; empty if this release does not know it. */
  public static Optional<Class<? extends Portable>> classOf(String manifest) {
    return Optional.ofNullable(CLASSES.get(manifest));
  }

  /** Names of everything that may lie in the journal. */
  public static Set<String> events() {
    return EVENTS.keySet();
  }

  /** Names of everything that may lie among the snapshots. */
  public static Set<String> snapshots() {
    return SNAPSHOTS.keySet();
  }

  /** Names of everything that only travels between nodes. */
  static Set<String> messages() {
    return MESSAGES.keySet();
  }

  static Set<String> all() {
    return CLASSES.keySet();
  }

  static boolean isStored(String manifest) {
    return EVENTS.containsKey(manifest) || SNAPSHOTS.containsKey(manifest);
  }

  private static Map<String, Class<? extends Portable>> merged() {
    var all = new HashMap<String, Class<? extends Portable>>();
    for (var table : List.of(EVENTS, SNAPSHOTS, MESSAGES)) {
      table.forEach(
          (name, type) -> {
            if (all.put(name, type) != null) {
              throw new IllegalStateException("two classes have the manifest " + name);
            }
          });
    }
    return Map.copyOf(all);
  }

  private static Map<Class<?>, String> inverted() {
    var names = new HashMap<Class<?>, String>();
    CLASSES.forEach(
        (name, type) -> {
          if (names.put(type, name) != null) {
            throw new IllegalStateException("two manifests stand for " + type);
          }
        });
    return Map.copyOf(names);
  }
}
