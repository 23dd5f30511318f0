package id.kuota.http.payment;

import id.kuota.engine.payment.PaymentGateway;
import id.kuota.http.edge.route.RouteGroup;
import java.time.Clock;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.ServerBinding;

/**
 * A gateway that speaks like Midtrans and takes no money. Production's jar has none: the holder of
 * one of its links can approve the payment. A jar of its own brings it.
 */
public interface PaymentSimulator {

  /** Returns the simulator of the class path, empty where its jar was left out. */
  static Optional<PaymentSimulator> find() {
    return ServiceLoader.load(PaymentSimulator.class).findFirst();
  }

  /** Starts one in the process of a node. */
  InProcess start(SimulatorSettings settings, Clock clock);

  /**
   * Starts one on a port of its own.
   *
   * @param port 0 for any that is free; then links on its pages do not know it
   */
  Server listen(SimulatorSettings settings, String host, int port, Clock clock);

  /** A simulator without a network between; only notifications go over a port. */
  interface InProcess extends AutoCloseable {

    /** Returns the page where payments are approved and denied. */
    RouteGroup page();

    /** Returns the adapter for Midtrans, with this simulator at its other end. */
    PaymentGateway gateway(ClassicActorSystemProvider system, Clock clock);

    @Override
    void close();
  }

  /** A simulator that listens on a port. */
  interface Server extends AutoCloseable {

    /** Completes when it takes requests; fails if the port is taken. */
    CompletionStage<ServerBinding> bound();

    /** Completes when it is down. */
    CompletionStage<Done> stop();

    @Override
    default void close() {
      stop();
    }
  }
}
