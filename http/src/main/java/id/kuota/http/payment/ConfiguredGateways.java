package id.kuota.http.payment;

import id.kuota.engine.payment.PayableAmounts;
import id.kuota.engine.payment.PaymentGateway;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The gateways that are enabled on this node. All nodes of a cluster enable the same ones in the
 * same order.
 */
public final class ConfiguredGateways {

  private final Map<String, PaymentGateway> byName = new LinkedHashMap<>();
  private final Map<String, PaymentGateway> byMethod = new LinkedHashMap<>();

  /**
   * Creates the gateways.
   *
   * @param gateways if two of them offer a method, the first one serves it
   */
  public ConfiguredGateways(List<? extends PaymentGateway> gateways) {
    for (PaymentGateway gateway : gateways) {
      if (byName.putIfAbsent(gateway.name(), gateway) != null) {
        throw new IllegalArgumentException("two payment gateways are named " + gateway.name());
      }
      gateway.methods().forEach(method -> byMethod.putIfAbsent(method, gateway));
    }
  }

  /** Returns no gateway: orders can be placed and cancelled, not paid. */
  public static ConfiguredGateways none() {
    return new ConfiguredGateways(List.of());
  }

  public boolean isEmpty() {
    return byName.isEmpty();
  }

  /** Returns the names of all gateways. */
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  public Optional<PaymentGateway> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Returns the gateway that serves a way to pay. */
  public Optional<PaymentGateway> serving(String method) {
    return Optional.ofNullable(byMethod.get(method));
  }

  /** Returns the amounts that can be paid, by some way to pay. */
  public PayableAmounts payable() {
    return new PayableAmounts(
        byMethod.entrySet().stream()
            .map(entry -> entry.getValue().amounts(entry.getKey()))
            .distinct()
            .toList());
  }

  /** Returns the ways by which this amount can be paid, in the order of the gateways. */
  public List<String> methodsFor(long amount) {
    return byMethod.entrySet().stream()
        .filter(entry -> entry.getValue().amounts(entry.getKey()).contains(amount))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns every way to pay, in the order of the gateways. */
  public List<String> methods() {
    return List.copyOf(byMethod.keySet());
  }
}
