package id.kuota.chaos.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The beginning or the end of one request of a client, with all its retries. What is not known is
 * empty or zero.
 *
 * @param process number of the client; it has one request at a time
 * @param time nanoseconds since the run began
 * @param key the Idempotency-Key of the order
 * @param units of the quota
 * @param order its id, in an answer
 * @param status where the answer says that the order stands
 * @param code of a problem, or why there was no answer
 * @param node that answered
 * @param attempts requests that were sent
 */
public record Operation(
    int process,
    Type type,
    @JsonProperty("f") Kind kind,
    long time,
    String key,
    String quota,
    int units,
    String order,
    String status,
    String code,
    int node,
    int attempts) {

  /** Code of an order that was granted although a try in between was refused. */
  public static final String GRANTED_AFTER_REFUSAL = "granted after temporarily_unavailable";

  /** Where a request stands. */
  public enum Type {
    @JsonProperty("invoke")
    INVOKE,
    /** The answer says that it was done. */
    @JsonProperty("ok")
    OK,
    /** The answer says that it was not done. */
    @JsonProperty("fail")
    FAIL,
    /** No final answer: it may have been done, or may yet be. */
    @JsonProperty("info")
    INFO
  }

  /** What is asked for. */
  public enum Kind {
    /** A new order. */
    @JsonProperty("txn")
    PLACE,
    /** The same request once more. */
    @JsonProperty("repeat")
    REPEAT,
    @JsonProperty("look")
    LOOK,
    @JsonProperty("cancel")
    CANCEL,
    /** A payment, until the order says that it is paid. */
    @JsonProperty("pay")
    PAY
  }

  /** What an answer says. */
  public record Answer(String order, String status, String code, int node, int attempts) {}

  /** Returns the beginning of a request. */
  public static Operation invoke(
      int process, Kind kind, long time, String key, String quota, int units) {
    return new Operation(process, Type.INVOKE, kind, time, key, quota, units, "", "", "", -1, 0);
  }

  /** Returns the end of a request that this began. */
  public Operation end(Type end, long at, Answer answer) {
    return new Operation(
        process,
        end,
        kind,
        at,
        key,
        quota,
        units,
        answer.order(),
        answer.status(),
        answer.code(),
        answer.node(),
        answer.attempts());
  }

  /** Returns the operations as Elle writes them; only orders append. */
  @JsonProperty(value = "value", access = JsonProperty.Access.READ_ONLY)
  public List<List<String>> value() {
    return kind == Kind.PLACE ? List.of(List.of("append", quota, key)) : List.of();
  }
}
