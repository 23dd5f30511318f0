package id.kuota.http.testing;

import id.kuota.engine.Engine;
import id.kuota.engine.cart.Carts;
import id.kuota.engine.device.Devices;
import id.kuota.engine.order.Orders;
import id.kuota.engine.quota.Quotas;
import id.kuota.engine.sale.Sales;
import id.kuota.engine.ticket.Tickets;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/** Another engine, or one that has a bug or does not answer in time, whatever it is asked. */
public final class FaultyEngine {

  /** What becomes of a call. */
  public enum Mood {
    WELL,
    LATE,
    BROKEN
  }

  public volatile Mood mood = Mood.WELL;

  private final Engine engine;

  public FaultyEngine(Engine engine) {
    this.engine = engine;
  }

  public Engine engine() {
    return new Engine(
        moody(Orders.class, engine.orders()),
        moody(Carts.class, engine.carts()),
        moody(Sales.class, engine.sales()),
        moody(Quotas.class, engine.quotas()),
        moody(Tickets.class, engine.tickets()),
        moody(Devices.class, engine.devices()));
  }

  private <T> T moody(Class<T> facade, T well) {
    return facade.cast(
        Proxy.newProxyInstance(
            facade.getClassLoader(),
            new Class<?>[] {facade},
            (proxy, method, arguments) ->
                // What it answers from memory is never late.
                switch (CompletionStage.class.isAssignableFrom(method.getReturnType())
                    ? mood
                    : Mood.WELL) {
                  case LATE -> CompletableFuture.failedStage(new TimeoutException("no answer"));
                  case BROKEN -> throw new IllegalStateException("a bug, on purpose");
                  case WELL -> {
                    try {
                      yield method.invoke(well, arguments);
                    } catch (InvocationTargetException e) {
                      throw e.getCause();
                    }
                  }
                }));
  }
}
