package id.kuota.simulation.mutant;

import id.kuota.engine.Reply;
import id.kuota.engine.cart.CartOrders;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefused;
import id.kuota.engine.order.OrderView;
import id.kuota.engine.ticket.OrderLookup;
import id.kuota.engine.ticket.TicketEligibility;
import id.kuota.simulation.cluster.EntityKey;
import id.kuota.simulation.cluster.Seams;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Faults of carts and tickets in what they make of their orders. */
final class CustomerFaults {

  private CustomerFaults() {}

  /** What a cart asks of its order, unchanged. */
  private static class Through implements CartOrders {
    final CartOrders honest;

    Through(CartOrders honest) {
      this.honest = honest;
    }

    @Override
    public CompletionStage<Reply<OrderView, OrderRefused>> place(
        OrderId order, OrderContent content) {
      return honest.place(order, content);
    }

    @Override
    public CompletionStage<Reply<OrderView, OrderRefused>> takeOver(
        OrderId order, OrderContent content, long after) {
      return honest.takeOver(order, content, after);
    }

    @Override
    public CompletionStage<Reply<OrderView, OrderRefused>> find(
        OrderId order, String fingerprint, OrderRefused otherwise) {
      return honest.find(order, fingerprint, otherwise);
    }
  }

  static Seams cartOrdersAnew() {
    return new Seams() {
      @Override
      public CartOrders cartOrders(EntityKey cart, CartOrders honest) {
        return new Through(honest) {
          @Override
          public CompletionStage<Reply<OrderView, OrderRefused>> takeOver(
              OrderId order, OrderContent content, long after) {
            return place(order, content);
          }
        };
      }
    };
  }

  static Seams cartConfirmsRefusal() {
    return new Seams() {
      @Override
      public CartOrders cartOrders(EntityKey cart, CartOrders honest) {
        return new Through(honest) {
          @Override
          public CompletionStage<Reply<OrderView, OrderRefused>> takeOver(
              OrderId order, OrderContent content, long after) {
            return honest
                .takeOver(order, content, after)
                .thenApply(
                    reply ->
                        reply instanceof Reply.Refused<OrderView, OrderRefused>
                            ? new Reply.Answered<>(invented(order, content), false)
                            : reply);
          }
        };
      }
    };
  }

  private static OrderView invented(OrderId order, OrderContent content) {
    return new OrderView(
        order,
        content.sale(),
        OrderView.Status.HELD,
        content.currency(),
        content.lines(),
        content.total(),
        Instant.EPOCH,
        Instant.EPOCH,
        null,
        List.of(),
        List.of(),
        List.of());
  }

  static Seams ticketTrustsClaim() {
    return new Seams() {
      @Override
      public OrderLookup words(OrderLookup honest) {
        return (ticket, claimed, answer) ->
            honest.ask(ticket, claimed, word -> answer.accept(new TicketEligibility.Paid(claimed)));
      }
    };
  }
}
