package id.kuota.http.edge.live;

import id.kuota.http.payment.GatewayCalls;
import id.kuota.persistence.readmodel.LiveOrders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Attempts to pay by one method at one gateway, on the wire.
 *
 * @param method null for a gateway of this node at which no attempt was begun
 * @param breaker null for a gateway that this node does not have
 */
record PaymentsJson(
    String gateway,
    @Nullable String method,
    long started,
    long paid,
    long failed,
    long open,
    GatewayCalls.@Nullable BreakerState breaker) {

  /** Returns a row for each gateway and method, and one for each gateway without an attempt. */
  static List<PaymentsJson> of(LivePicture picture) {
    Map<String, GatewayCalls.BreakerState> breakers =
        picture.breakers().stream()
            .collect(Collectors.toMap(GatewayCalls.Breaker::gateway, GatewayCalls.Breaker::state));
    List<LiveOrders.Payments> attempts =
        picture.underway().map(OrdersUnderway::payments).orElse(List.of());
    var rows = new ArrayList<PaymentsJson>();
    for (LiveOrders.Payments one : attempts) {
      rows.add(
          new PaymentsJson(
              one.gateway(),
              one.method(),
              one.started(),
              one.paid(),
              one.failed(),
              one.open(),
              breakers.get(one.gateway())));
    }
    breakers.forEach(
        (gateway, state) -> {
          if (rows.stream().noneMatch(row -> row.gateway().equals(gateway))) {
            rows.add(new PaymentsJson(gateway, null, 0, 0, 0, 0, state));
          }
        });
    return rows;
  }
}
