package id.kuota.chaos.check;

import id.kuota.chaos.history.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A request from its beginning to its end.
 *
 * @param to {@link Long#MAX_VALUE} if it never ended
 * @param type INFO if it never ended
 */
record Call(
    Operation.Kind kind,
    Operation.Type type,
    long from,
    long to,
    String key,
    String quota,
    int units,
    String order,
    String status,
    String code) {

  boolean isOk() {
    return type == Operation.Type.OK;
  }

  /** Returns whether the answer says that the order exists. */
  boolean acknowledges() {
    return isOk() && (kind == Operation.Kind.PLACE || kind == Operation.Kind.REPEAT);
  }

  /** Pairs beginnings with ends; a client has one request at a time. */
  static List<Call> of(List<Operation> history) {
    var calls = new ArrayList<Call>();
    Map<Integer, Operation> open = new HashMap<>();
    for (Operation operation : history) {
      if (operation.type() == Operation.Type.INVOKE) {
        Operation earlier = open.put(operation.process(), operation);
        if (earlier != null) calls.add(unended(earlier));
        continue;
      }
      Operation begun = open.remove(operation.process());
      if (begun == null) {
        throw new IllegalArgumentException("an end without a beginning: " + operation);
      }
      calls.add(of(begun, operation));
    }
    open.values().stream().map(Call::unended).forEach(calls::add);
    return calls;
  }

  private static Call of(Operation begun, Operation ended) {
    return new Call(
        begun.kind(),
        ended.type(),
        begun.time(),
        ended.time(),
        begun.key(),
        begun.quota(),
        begun.units(),
        ended.order(),
        ended.status(),
        ended.code());
  }

  private static Call unended(Operation begun) {
    return new Call(
        begun.kind(),
        Operation.Type.INFO,
        begun.time(),
        Long.MAX_VALUE,
        begun.key(),
        begun.quota(),
        begun.units(),
        "",
        "",
        "never ended");
  }
}
