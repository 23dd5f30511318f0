package id.kuota.http.engine;

import id.kuota.engine.Engine;
import id.kuota.engine.Reply;
import id.kuota.engine.cart.CartId;
import id.kuota.engine.cart.CartRefused;
import id.kuota.engine.cart.CartView;
import id.kuota.engine.device.DeviceCommand;
import id.kuota.engine.device.DeviceId;
import id.kuota.engine.device.DeviceRefusal;
import id.kuota.engine.device.DeviceView;
import id.kuota.engine.order.Buyer;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderDesk;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.payment.PayableAmounts;
import id.kuota.engine.quota.Availability;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.quota.QuotaView;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleRefusal;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.ticket.TicketCommand;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.engine.ticket.TicketRefused;
import id.kuota.engine.ticket.TicketView;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The calls of {@link Engine}, one to one, with its promises. */
public interface EngineCalls {

  /** What an order may cost so that it can be paid; without an engine there is no bound. */
  default PayableAmounts payable() {
    return PayableAmounts.ANY;
  }

  CompletionStage<Reply<OrderView, OrderRefused>> place(
      OrderId order, SaleId sale, OrderDesk.Wanted wanted);

  CompletionStage<Reply<OrderView, OrderRefused>> ask(
      OrderId order, OrderCommand.FromClient command);

  CompletionStage<Reply<OrderView, OrderRefused>> look(OrderId order);

  CompletionStage<Reply<SaleView, SaleRefusal>> ask(SaleId sale, SaleCommand.FromOperator command);

  CompletionStage<Optional<SaleView>> sale(SaleId sale);

  CompletionStage<QuotaAnswer> ask(QuotaId quota, QuotaRequest request);

  CompletionStage<Optional<QuotaView>> explain(QuotaId quota);

  CompletionStage<Optional<Availability>> availability(QuotaId quota);

  CompletionStage<Reply<TicketView, TicketRefused>> ask(
      TicketId ticket, TicketOrigin claimed, TicketCommand command);

  CompletionStage<Optional<TicketView>> look(TicketId ticket);

  CompletionStage<Reply<DeviceView, DeviceRefusal>> ask(DeviceId device, DeviceCommand command);

  CompletionStage<Reply<DeviceView, DeviceRefusal>> look(DeviceId device);

  CompletionStage<Reply<CartView, CartRefused>> openCart(
      CartId cart, SaleId sale, Buyer buyer, String fingerprint);

  CompletionStage<Reply<CartView, CartRefused>> look(CartId cart);

  CompletionStage<Reply<CartView, CartRefused>> putLine(CartId cart, OfferId offer, int quantity);

  CompletionStage<Reply<CartView, CartRefused>> removeLine(CartId cart, OfferId offer);

  CompletionStage<Reply<CartView, CartRefused>> checkOut(CartId cart);

  /** The calls of this engine. */
  static EngineCalls of(Engine engine) {
    return new OfEngine(engine);
  }

  /** See {@link #of}. */
  record OfEngine(Engine engine) implements EngineCalls {

    @Override
    public PayableAmounts payable() {
      return engine.payable();
    }

    @Override
    public CompletionStage<Reply<OrderView, OrderRefused>> place(
        OrderId order, SaleId sale, OrderDesk.Wanted wanted) {
      return engine.place(order, sale, wanted);
    }

    @Override
    public CompletionStage<Reply<OrderView, OrderRefused>> ask(
        OrderId order, OrderCommand.FromClient command) {
      return engine.ask(order, command);
    }

    @Override
    public CompletionStage<Reply<OrderView, OrderRefused>> look(OrderId order) {
      return engine.look(order);
    }

    @Override
    public CompletionStage<Reply<CartView, CartRefused>> openCart(
        CartId cart, SaleId sale, Buyer buyer, String fingerprint) {
      return engine.carts().open(cart, sale, buyer, fingerprint);
    }

    @Override
    public CompletionStage<Reply<CartView, CartRefused>> look(CartId cart) {
      return engine.carts().look(cart);
    }

    @Override
    public CompletionStage<Reply<CartView, CartRefused>> putLine(
        CartId cart, OfferId offer, int quantity) {
      return engine.carts().put(cart, offer, quantity);
    }

    @Override
    public CompletionStage<Reply<CartView, CartRefused>> removeLine(CartId cart, OfferId offer) {
      return engine.carts().remove(cart, offer);
    }

    @Override
    public CompletionStage<Reply<CartView, CartRefused>> checkOut(CartId cart) {
      return engine.carts().checkOut(cart);
    }

    @Override
    public CompletionStage<Reply<SaleView, SaleRefusal>> ask(
        SaleId sale, SaleCommand.FromOperator command) {
      return engine.ask(sale, command);
    }

    @Override
    public CompletionStage<Optional<SaleView>> sale(SaleId sale) {
      return engine.sale(sale);
    }

    @Override
    public CompletionStage<QuotaAnswer> ask(QuotaId quota, QuotaRequest request) {
      return engine.ask(quota, request);
    }

    @Override
    public CompletionStage<Optional<QuotaView>> explain(QuotaId quota) {
      return engine.explain(quota);
    }

    @Override
    public CompletionStage<Optional<Availability>> availability(QuotaId quota) {
      return engine.availability(quota);
    }

    @Override
    public CompletionStage<Reply<TicketView, TicketRefused>> ask(
        TicketId ticket, TicketOrigin claimed, TicketCommand command) {
      return engine.ask(ticket, claimed, command);
    }

    @Override
    public CompletionStage<Optional<TicketView>> look(TicketId ticket) {
      return engine.look(ticket);
    }

    @Override
    public CompletionStage<Reply<DeviceView, DeviceRefusal>> ask(
        DeviceId device, DeviceCommand command) {
      return engine.ask(device, command);
    }

    @Override
    public CompletionStage<Reply<DeviceView, DeviceRefusal>> look(DeviceId device) {
      return engine.look(device);
    }
  }
}
