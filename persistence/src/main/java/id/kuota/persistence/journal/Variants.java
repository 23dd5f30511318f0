package id.kuota.persistence.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import id.kuota.engine.cart.CartCommand;
import id.kuota.engine.cart.CartRefused;
import id.kuota.engine.cart.CartView;
import id.kuota.engine.device.DeviceCommand;
import id.kuota.engine.device.DeviceRefusal;
import id.kuota.engine.device.DeviceView;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleRefusal;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.ticket.TicketCommand;
import id.kuota.engine.ticket.TicketRefused;
import id.kuota.engine.ticket.TicketView;

/** Short names for the variants of what travels inside another message. */
final class Variants {

  private Variants() {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
  @JsonSubTypes({
    @JsonSubTypes.Type(name = "S", value = OrderCommand.StartPayment.class),
    @JsonSubTypes.Type(name = "C", value = OrderCommand.CancelOrder.class),
    @JsonSubTypes.Type(name = "I", value = OrderCommand.RecordPaymentPage.class),
    @JsonSubTypes.Type(name = "R", value = OrderCommand.RecordPayment.class),
    @JsonSubTypes.Type(name = "P", value = OrderCommand.RecordPlacement.class),
    @JsonSubTypes.Type(name = "F", value = OrderCommand.ResolveExpiry.class),
    @JsonSubTypes.Type(name = "D", value = OrderCommand.RecordDutyDone.class),
    @JsonSubTypes.Type(name = "T", value = OrderCommand.CancelTicket.class),
    @JsonSubTypes.Type(name = "H", value = OrderCommand.RecordRefundByHand.class),
    @JsonSubTypes.Type(name = "A", value = OrderCommand.AskRefundAgain.class),
    @JsonSubTypes.Type(name = "E", value = OrderCommand.RecordPaymentClosed.class),
    @JsonSubTypes.Type(name = "N", value = OrderCommand.RecordReacquired.class),
    @JsonSubTypes.Type(name = "O", value = OrderCommand.RecordReacquireRefused.class),
    @JsonSubTypes.Type(name = "G", value = OrderCommand.RecordRefundDone.class),
    @JsonSubTypes.Type(name = "X", value = OrderCommand.RecordRefundRefused.class),
    @JsonSubTypes.Type(name = "U", value = OrderCommand.RecordUnitsReturned.class),
    @JsonSubTypes.Type(name = "V", value = OrderCommand.RecordAskedInVain.class),
    @JsonSubTypes.Type(name = "W", value = OrderCommand.RecordTicketRule.class),
    @JsonSubTypes.Type(name = "Y", value = OrderCommand.TakeRefundOver.class)
  })
  interface OrderCommands {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
  @JsonSubTypes({
    @JsonSubTypes.Type(name = "O", value = CartCommand.OpenCart.class),
    @JsonSubTypes.Type(name = "P", value = CartCommand.PutLine.class),
    @JsonSubTypes.Type(name = "R", value = CartCommand.RemoveLine.class),
    @JsonSubTypes.Type(name = "C", value = CartCommand.CheckOut.class)
  })
  interface CartCommands {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
  @JsonSubTypes({
    @JsonSubTypes.Type(name = "T", value = SaleCommand.SetTerms.class),
    @JsonSubTypes.Type(name = "E", value = SaleCommand.SetLists.class),
    @JsonSubTypes.Type(name = "O", value = SaleCommand.OpenSale.class),
    @JsonSubTypes.Type(name = "P", value = SaleCommand.PauseSale.class),
    @JsonSubTypes.Type(name = "C", value = SaleCommand.CloseSale.class),
    @JsonSubTypes.Type(name = "X", value = SaleCommand.CancelSale.class),
    @JsonSubTypes.Type(name = "Q", value = SaleCommand.RecordQuotaOpened.class)
  })
  interface SaleCommands {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
  @JsonSubTypes({
    @JsonSubTypes.Type(name = "I", value = TicketCommand.CheckIn.class),
    @JsonSubTypes.Type(name = "O", value = TicketCommand.CheckOut.class),
    @JsonSubTypes.Type(name = "A", value = TicketCommand.AnnulPassage.class),
    @JsonSubTypes.Type(name = "R", value = TicketCommand.ReissueTicket.class),
    @JsonSubTypes.Type(name = "V", value = TicketCommand.VoidTicket.class)
  })
  interface TicketCommands {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
  @JsonSubTypes({
    @JsonSubTypes.Type(name = "I", value = DeviceCommand.InviteDevice.class),
    @JsonSubTypes.Type(name = "S", value = DeviceCommand.InitializeDevice.class),
    @JsonSubTypes.Type(name = "R", value = DeviceCommand.RollKey.class),
    @JsonSubTypes.Type(name = "X", value = DeviceCommand.RevokeDevice.class)
  })
  interface DeviceCommands {}

  /** A reply is generic; what it holds says which entity it came from. */
  interface Answered {
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
    @JsonSubTypes({
      @JsonSubTypes.Type(name = "C", value = CartView.class),
      @JsonSubTypes.Type(name = "D", value = DeviceView.class),
      @JsonSubTypes.Type(name = "O", value = OrderView.class),
      @JsonSubTypes.Type(name = "S", value = SaleView.class),
      @JsonSubTypes.Type(name = "T", value = TicketView.class)
    })
    Object view();
  }

  /** See {@link Answered}. */
  interface Refused {
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
    @JsonSubTypes({
      @JsonSubTypes.Type(name = "C", value = CartRefused.class),
      @JsonSubTypes.Type(name = "D", value = DeviceRefusal.class),
      @JsonSubTypes.Type(name = "O", value = OrderRefused.class),
      @JsonSubTypes.Type(name = "S", value = SaleRefusal.class),
      @JsonSubTypes.Type(name = "T", value = TicketRefused.class)
    })
    Object reason();
  }
}
