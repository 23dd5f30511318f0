package id.kuota.engine.simulation;

import id.kuota.engine.order.Checkouts;
import id.kuota.engine.order.OrderContent;
import id.kuota.engine.order.OrderId;
import id.kuota.engine.order.OrderRefusal;
import id.kuota.engine.order.QuotaShare;
import id.kuota.engine.order.SimulatedOrder.Quotas;
import id.kuota.engine.quota.QuotaAnswer.Granted;
import id.kuota.engine.quota.QuotaRequest.Hold;
import id.kuota.engine.quota.QuotaRequest.Release;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What may be wrong with a cart. Each breaks one promise, to see that the auditor notices. */
enum CartMutant {
  /** Nothing. */
  NONE(""),

  /** Believes that it holds, and has asked nobody. */
  HOLDS_NOTHING("was checked out without its units") {
    @Override
    Quotas quotas(Quotas honest) {
      return (life, quota, request, answer) -> {
        if (request instanceof Hold hold) answer.accept(new Granted(hold.until()));
      };
    }
  },

  /** Holds one unit, whatever was chosen. */
  HOLDS_TOO_LITTLE("was checked out without its units") {
    @Override
    Quotas quotas(Quotas honest) {
      return changing(
          honest, hold -> new Hold(hold.hold(), hold.attempt(), 1, hold.until(), hold.limit()));
    }
  },

  /** Holds past its deadline. */
  HOLDS_FOR_EVER("still holds") {
    @Override
    Quotas quotas(Quotas honest) {
      return changing(
          honest,
          hold ->
              new Hold(
                  hold.hold(),
                  hold.attempt(),
                  hold.quantity(),
                  hold.until().plus(Duration.ofDays(1)),
                  hold.limit()));
    }
  },

  /** Gives back whatever is held, and not what one attempt holds. */
  RELEASES_WITHOUT_AN_ATTEMPT("was checked out without its units") {
    @Override
    Quotas quotas(Quotas honest) {
      return (life, quota, request, answer) ->
          honest.ask(
              life,
              quota,
              request instanceof Release release
                  ? new Release(release.hold(), OptionalLong.empty())
                  : request,
              answer);
    }
  },

  /** Lets go of its units, and then orders them. */
  LETS_GO_FIRST("during its checkout") {
    @Override
    Checkouts checkouts(OrderId order, Checkouts honest, Quotas quotas) {
      return new Through(honest) {
        @Override
        public void takeOver(
            OrderContent content, long after, Runnable placed, Consumer<OrderRefusal> refused) {
          for (QuotaShare share : content.shares()) {
            var release = new Release(order.hold(), OptionalLong.empty());
            quotas.ask(0, share.quota(), release, answer -> {});
          }
          super.takeOver(content, after, placed, refused);
        }
      };
    }
  },

  /** Orders as if nothing were held: what a silent quota may have is let go. */
  ORDERS_ANEW("during its checkout") {
    @Override
    Checkouts checkouts(OrderId order, Checkouts honest, Quotas quotas) {
      return new Through(honest) {
        @Override
        public void takeOver(
            OrderContent content, long after, Runnable placed, Consumer<OrderRefusal> refused) {
          place(content, placed, refused);
        }
      };
    }
  },

  /** Changes what it holds after its order has taken over. */
  GOES_ON_HOLDING(Auditor.SOLD_WITHOUT_A_TICKET) {
    @Override
    Checkouts checkouts(OrderId order, Checkouts honest, Quotas quotas) {
      return new Through(honest) {
        @Override
        public void takeOver(
            OrderContent content, long after, Runnable placed, Consumer<OrderRefusal> refused) {
          super.takeOver(
              content,
              after,
              () -> {
                content
                    .shares()
                    .forEach(share -> quotas.ask(0, share.quota(), more(after, share), a -> {}));
                placed.run();
              },
              refused);
        }

        private Hold more(long after, QuotaShare share) {
          long later = after + 60_000_000;
          Instant until = Instant.EPOCH.plus(later, ChronoUnit.MICROS);
          return new Hold(order.hold(), later, share.quantity() + 1, until, OptionalLong.empty());
        }
      };
    }
  },

  /** Says that it is an order when its order has refused. */
  CONFIRMS_WHAT_WAS_REFUSED("was confirmed and does not exist") {
    @Override
    Checkouts checkouts(OrderId order, Checkouts honest, Quotas quotas) {
      return new Through(honest) {
        @Override
        public void takeOver(
            OrderContent content, long after, Runnable placed, Consumer<OrderRefusal> refused) {
          super.takeOver(content, after, placed, no -> placed.run());
        }
      };
    }
  };

  /** Words of the objection that finds it. */
  final String objection;

  CartMutant(String objection) {
    this.objection = objection;
  }

  /** The cart's way to the quotas. */
  Quotas quotas(Quotas honest) {
    return honest;
  }

  /** The cart's way to its order. */
  Checkouts checkouts(OrderId order, Checkouts honest, Quotas quotas) {
    return honest;
  }

  private static Quotas changing(Quotas honest, UnaryOperator<Hold> change) {
    return (life, quota, request, answer) ->
        honest.ask(
            life, quota, request instanceof Hold hold ? change.apply(hold) : request, answer);
  }

  /** What a cart asks of its order, unchanged. */
  private static class Through implements Checkouts {
    private final Checkouts honest;

    Through(Checkouts honest) {
      this.honest = honest;
    }

    @Override
    public void place(OrderContent content, Runnable placed, Consumer<OrderRefusal> refused) {
      honest.place(content, placed, refused);
    }

    @Override
    public void takeOver(
        OrderContent content, long after, Runnable placed, Consumer<OrderRefusal> refused) {
      honest.takeOver(content, after, placed, refused);
    }

    @Override
    public void find(String fingerprint, Runnable placed, Consumer<OrderRefusal> refused) {
      honest.find(fingerprint, placed, refused);
    }
  }
}
