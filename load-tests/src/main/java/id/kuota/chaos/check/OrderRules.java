package id.kuota.chaos.check;

import id.kuota.chaos.history.FinalState;
import id.kuota.chaos.history.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What holds of orders: each acknowledged one is there, once, and each request has an answer. */
final class OrderRules {

  private final Map<String, List<Call>> byKey;
  private final Map<String, FinalState.FinalOrder> atTheEnd;
  private final List<Finding> findings = new ArrayList<>();

  OrderRules(Map<String, List<Call>> byKey, FinalState end) {
    this.byKey = byKey;
    this.atTheEnd =
        end.orders().stream()
            .collect(Collectors.toMap(FinalState.FinalOrder::order, Function.identity()));
  }

  List<Finding> findings() {
    Map<String, String> keyOfOrder = new HashMap<>();
    byKey.forEach(
        (key, calls) -> {
          Set<String> orders =
              calls.stream()
                  .map(Call::order)
                  .filter(order -> !order.isEmpty())
                  .collect(Collectors.toSet());
          if (orders.size() > 1) add(Finding.Kind.TWO_ANSWERS, key, "two orders: " + orders);
          for (String order : orders) {
            String other = keyOfOrder.put(order, key);
            if (other != null) {
              add(
                  Finding.Kind.TWO_ANSWERS,
                  key,
                  "%s is also the order of %s".formatted(order, other));
            }
          }
          checkExistence(key, calls);
          checkRefusals(key, calls);
          checkRepetition(key, calls);
          checkAnswered(key, calls);
        });
    Set<String> phantoms = new HashSet<>(atTheEnd.keySet());
    phantoms.removeAll(keyOfOrder.keySet());
    phantoms.forEach(order -> add(Finding.Kind.PHANTOM, order, "no client was told about it"));
    return findings;
  }

  private void checkExistence(String key, List<Call> calls) {
    for (Call call : calls) {
      if (!call.acknowledges()) continue;
      FinalState.FinalOrder end = atTheEnd.get(call.order());
      if (end == null || end.position() == 0 || end.status().isEmpty()) {
        add(
            Finding.Kind.LOST,
            key,
            "%s was acknowledged after %.3f s; at the end the journal %s it and the read API %s it"
                .formatted(
                    call.order(),
                    call.to() / 1e9,
                    end == null || end.position() == 0 ? "does not have" : "has",
                    end == null || end.status().isEmpty() ? "denies" : "shows"));
        return;
      }
    }
  }

  /** Once an order is acknowledged, its request is never refused. */
  private void checkRefusals(String key, List<Call> calls) {
    for (Call acknowledged : calls) {
      if (!acknowledged.acknowledges()) continue;
      calls.stream()
          .filter(call -> call.type() == Operation.Type.FAIL && call.from() > acknowledged.to())
          .filter(
              call -> call.kind() == Operation.Kind.PLACE || call.kind() == Operation.Kind.REPEAT)
          .findFirst()
          .ifPresent(
              call ->
                  add(
                      Finding.Kind.TWO_ANSWERS,
                      key,
                      "acknowledged as %s, then refused: %s"
                          .formatted(acknowledged.order(), call.code())));
    }
  }

  /** A repeated request gets the answer that the first one got. */
  private void checkRepetition(String key, List<Call> calls) {
    Set<String> answers =
        calls.stream().filter(Call::acknowledges).map(Call::status).collect(Collectors.toSet());
    if (answers.size() > 1) add(Finding.Kind.TWO_ANSWERS, key, "answered as " + answers);
  }

  private void checkAnswered(String key, List<Call> calls) {
    List<Call> places =
        calls.stream()
            .filter(
                call -> call.kind() == Operation.Kind.PLACE || call.kind() == Operation.Kind.REPEAT)
            .toList();
    if (places.stream().allMatch(call -> call.type() == Operation.Type.INFO) && !places.isEmpty()) {
      add(Finding.Kind.UNANSWERED, key, "no final answer; the last: " + places.getLast().code());
    }
  }

  private void add(Finding.Kind kind, String where, String detail) {
    findings.add(new Finding(kind, where, detail));
  }
}
