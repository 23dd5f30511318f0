package id.kuota.http.payment;

import id.kuota.engine.payment.PaymentGateway;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The gateways that are enabled on this node. All nodes of a cluster enable the same ones in the
 * same order.
 */
public final class PaymentGateways {

  private final Map<String, PaymentGateway> byName = new LinkedHashMap<>();
  private final Map<String, PaymentGateway> byMethod = new LinkedHashMap<>();

  /**
   * The gateways.
   *
   * @param gateways if two of them offer a method, the first one serves it
   */
  public PaymentGateways(List<? extends PaymentGateway> gateways) {
    for (PaymentGateway gateway : gateways) {
      if (byName.putIfAbsent(gateway.name(), gateway) != null) {
        throw new IllegalArgumentException("two payment gateways are named " + gateway.name());
      }
      gateway.methods().forEach(method -> byMethod.putIfAbsent(method, gateway));
    }
  }

  /** No gateway: orders can be placed and cancelled, not paid. */
  public static PaymentGateways none() {
    return new PaymentGateways(List.of());
  }

  public boolean isEmpty() {
    return byName.isEmpty();
  }

  public Optional<PaymentGateway> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The gateway that serves a way to pay. */
  public Optional<PaymentGateway> serving(String method) {
    return Optional.ofNullable(byMethod.get(method));
  }

  /** Every way to pay, in the order of the gateways. */
  public List<String> methods() {
    return List.copyOf(byMethod.keySet());
  }
}
