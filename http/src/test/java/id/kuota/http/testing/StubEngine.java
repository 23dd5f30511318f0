package id.kuota.http.testing;

import id.kuota.engine.Engine;
import id.kuota.engine.Reply;
import id.kuota.engine.cart.CartId;
import id.kuota.engine.cart.CartRefusal;
import id.kuota.engine.cart.CartRefused;
import id.kuota.engine.cart.CartView;
import id.kuota.engine.cart.Carts;
import id.kuota.engine.device.DeviceCommand;
import id.kuota.engine.device.DeviceId;
import id.kuota.engine.device.DeviceRefusal;
import id.kuota.engine.device.DeviceView;
import id.kuota.engine.device.Devices;
import id.kuota.engine.order.Buyer;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.order.OrderFactory;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.order.Orders;
import id.kuota.engine.order.PaymentAttempt;
import id.kuota.engine.payment.PayableAmounts;
import id.kuota.engine.quota.Availability;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRefusal;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.engine.quota.QuotaView;
import id.kuota.engine.quota.Quotas;
import id.kuota.engine.sale.OfferId;
import id.kuota.engine.sale.SaleCommand;
import id.kuota.engine.sale.SaleId;
import id.kuota.engine.sale.SaleRefusal;
import id.kuota.engine.sale.SaleView;
import id.kuota.engine.sale.Sales;
import id.kuota.engine.ticket.TicketCommand;
import id.kuota.engine.ticket.TicketId;
import id.kuota.engine.ticket.TicketOrigin;
import id.kuota.engine.ticket.TicketRefusal;
import id.kuota.engine.ticket.TicketRefused;
import id.kuota.engine.ticket.TicketView;
import id.kuota.engine.ticket.Tickets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An engine that answers what a test tells it to, and remembers what it was asked. */
public final class StubEngine {

  /** One request to place an order. */
  public record Placing(OrderId order, SaleId sale, OrderFactory.Wanted wanted) {}

  public final List<Placing> placings = new CopyOnWriteArrayList<>();
  public final List<Object> commands = new CopyOnWriteArrayList<>();
  public final Map<SaleId, SaleView> sales = new ConcurrentHashMap<>();
  public final Map<QuotaId, QuotaView> quotas = new ConcurrentHashMap<>();

  /** Quotas that were woken. */
  public final List<QuotaId> woken = new CopyOnWriteArrayList<>();

  public final List<TicketOrigin> claims = new CopyOnWriteArrayList<>();
  public final Map<TicketId, TicketView> tickets = new ConcurrentHashMap<>();
  public volatile Function<TicketId, Reply<TicketView, TicketRefused>> onTicket =
      ticket -> new Reply.Refused<>(TicketRefused.of(TicketRefusal.INVALID));

  public volatile Function<DeviceId, Reply<DeviceView, DeviceRefusal>> onDevice =
      device -> new Reply.Refused<>(DeviceRefusal.DEVICE_UNKNOWN);

  /** What carts were asked, in words. */
  public final List<String> cartCalls = new CopyOnWriteArrayList<>();

  public volatile Function<CartId, Reply<CartView, CartRefused>> onCart =
      cart -> new Reply.Refused<>(CartRefused.of(CartRefusal.CART_UNKNOWN));

  public volatile Function<OrderId, CompletionStage<Reply<OrderView, OrderRefused>>> onOrder =
      order -> refuseOrder(OrderRefusal.ORDER_UNKNOWN);
  public volatile Function<SaleId, CompletionStage<Reply<SaleView, SaleRefusal>>> onSale =
      sale -> refuseSale(SaleRefusal.SALE_UNKNOWN);
  public volatile QuotaAnswer onQuota = new QuotaAnswer.Refused(QuotaRefusal.QUOTA_UNKNOWN, 0);

  /** Every call of an order is answered with this view. */
  public void answerOrder(OrderView view, boolean repeated) {
    onOrder = order -> CompletableFuture.completedFuture(new Reply.Answered<>(view, repeated));
  }

  /** Every call of an order is refused so. */
  public void refuseOrders(OrderRefused refused) {
    onOrder = order -> CompletableFuture.completedFuture(new Reply.Refused<>(refused));
  }

  /** Every command to a sale is answered with this view. */
  public void answerSale(SaleView view) {
    onSale = sale -> CompletableFuture.completedFuture(new Reply.Answered<>(view, false));
  }

  /** Every command to a sale is refused so. */
  public void refuseSales(SaleRefusal refusal) {
    onSale = sale -> refuseSale(refusal);
  }

  /** The engine whose calls come here. */
  public Engine engine() {
    return new Engine(
        new StubOrders(),
        new StubCarts(),
        new StubSales(),
        new StubQuotas(),
        new StubTickets(),
        new StubDevices());
  }

  /** An order records the page of an attempt, and shows it. */
  private Reply<OrderView, OrderRefused> recorded(
      Reply<OrderView, OrderRefused> reply, OrderCommand.RecordPaymentPage opened) {
    return switch (reply) {
      case Reply.Refused<OrderView, OrderRefused> refused -> refused;
      case Reply.Answered<OrderView, OrderRefused>(var view, var repeated) ->
          new Reply.Answered<>(
              new OrderView(
                  view.order(),
                  view.sale(),
                  view.status(),
                  view.currency(),
                  view.lines(),
                  view.total(),
                  view.placedAt(),
                  view.heldUntil(),
                  view.endedAt(),
                  List.of(attempt(view, opened)),
                  view.tickets(),
                  view.refunds()),
              repeated);
    };
  }

  private PaymentAttempt attempt(OrderView view, OrderCommand.RecordPaymentPage opened) {
    OrderCommand.StartPayment started =
        commands.stream()
            .filter(OrderCommand.StartPayment.class::isInstance)
            .map(OrderCommand.StartPayment.class::cast)
            .filter(start -> start.payment().equals(opened.payment()))
            .findFirst()
            .orElseThrow();
    return new PaymentAttempt(
        opened.payment(),
        started.gateway(),
        started.method(),
        view.placedAt(),
        PaymentAttempt.Status.STARTED,
        opened.page());
  }

  private CompletionStage<Reply<CartView, CartRefused>> onCart(CartId cart, String call) {
    cartCalls.add(call);
    return CompletableFuture.completedFuture(onCart.apply(cart));
  }

  private static CompletionStage<Reply<OrderView, OrderRefused>> refuseOrder(OrderRefusal reason) {
    return CompletableFuture.completedFuture(new Reply.Refused<>(OrderRefused.of(reason)));
  }

  private static CompletionStage<Reply<SaleView, SaleRefusal>> refuseSale(SaleRefusal reason) {
    return CompletableFuture.completedFuture(new Reply.Refused<>(reason));
  }

  private final class StubOrders implements Orders {
    @Override
    public CompletionStage<Reply<OrderView, OrderRefused>> place(
        OrderId order, SaleId sale, OrderFactory.Wanted wanted) {
      placings.add(new Placing(order, sale, wanted));
      return onOrder.apply(order);
    }

    @Override
    public CompletionStage<Reply<OrderView, OrderRefused>> ask(
        OrderId order, OrderCommand.FromClient command) {
      commands.add(command);
      return command instanceof OrderCommand.RecordPaymentPage opened
          ? onOrder.apply(order).thenApply(reply -> recorded(reply, opened))
          : onOrder.apply(order);
    }

    @Override
    public CompletionStage<Reply<OrderView, OrderRefused>> look(OrderId order) {
      return onOrder.apply(order);
    }

    @Override
    public PayableAmounts payable() {
      return PayableAmounts.ANY;
    }
  }

  private final class StubCarts implements Carts {
    @Override
    public CompletionStage<Reply<CartView, CartRefused>> open(
        CartId cart, SaleId sale, Buyer buyer, String fingerprint) {
      return onCart(cart, "open " + sale);
    }

    @Override
    public CompletionStage<Reply<CartView, CartRefused>> look(CartId cart) {
      return onCart(cart, "look");
    }

    @Override
    public CompletionStage<Reply<CartView, CartRefused>> put(
        CartId cart, OfferId offer, int quantity) {
      return onCart(cart, "put %d %s".formatted(quantity, offer));
    }

    @Override
    public CompletionStage<Reply<CartView, CartRefused>> remove(CartId cart, OfferId offer) {
      return onCart(cart, "remove " + offer);
    }

    @Override
    public CompletionStage<Reply<CartView, CartRefused>> checkOut(CartId cart) {
      return onCart(cart, "check out");
    }
  }

  private final class StubSales implements Sales {
    @Override
    public CompletionStage<Reply<SaleView, SaleRefusal>> ask(
        SaleId sale, SaleCommand.FromOperator command) {
      commands.add(command);
      return onSale.apply(sale);
    }

    @Override
    public CompletionStage<Optional<SaleView>> find(SaleId sale) {
      return CompletableFuture.completedFuture(Optional.ofNullable(sales.get(sale)));
    }
  }

  private final class StubQuotas implements Quotas {
    @Override
    public CompletionStage<QuotaAnswer> ask(QuotaId quota, QuotaRequest request) {
      commands.add(request);
      return CompletableFuture.completedFuture(onQuota);
    }

    @Override
    public void wake(QuotaId quota) {
      woken.add(quota);
    }

    @Override
    public CompletionStage<Optional<QuotaView>> explain(QuotaId quota) {
      return CompletableFuture.completedFuture(Optional.ofNullable(quotas.get(quota)));
    }

    @Override
    public CompletionStage<Optional<Availability>> availability(QuotaId quota) {
      return CompletableFuture.completedFuture(
          Optional.ofNullable(quotas.get(quota)).map(QuotaView::availability));
    }

    @Override
    public List<Availability> changedWithin(Duration time) {
      return quotas.values().stream().map(QuotaView::availability).toList();
    }
  }

  private final class StubTickets implements Tickets {
    @Override
    public CompletionStage<Reply<TicketView, TicketRefused>> ask(
        TicketId ticket, TicketOrigin claimed, TicketCommand command) {
      claims.add(claimed);
      commands.add(command);
      return CompletableFuture.completedFuture(onTicket.apply(ticket));
    }

    @Override
    public CompletionStage<Optional<TicketView>> look(TicketId ticket) {
      return CompletableFuture.completedFuture(Optional.ofNullable(tickets.get(ticket)));
    }
  }

  private final class StubDevices implements Devices {
    @Override
    public CompletionStage<Reply<DeviceView, DeviceRefusal>> ask(
        DeviceId device, DeviceCommand command) {
      commands.add(command);
      return CompletableFuture.completedFuture(onDevice.apply(device));
    }

    @Override
    public CompletionStage<Reply<DeviceView, DeviceRefusal>> look(DeviceId device) {
      return CompletableFuture.completedFuture(onDevice.apply(device));
    }
  }
}
