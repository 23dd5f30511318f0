package id.kuota.http.order;

import id.kuota.http.problem.Problem;
import id.kuota.http.route.Exchange;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Lets only so many orders be placed at the same time. Without a bound a node that is asked for
 * more than it can do answers everybody too late, buyers ask again, and it does no useful work any
 * more; with it those who are let in are answered in time, and the others learn at once that they
 * should come back. How many that are the node finds out: {@link Places}. Thread-safe.
 */
public final class OrderAdmission {

  private final Places places = new Places(System.nanoTime());

  /** How many may be on their way now. */
  int places() {
    return places.limit();
  }

  /** Places an order, or answers that too many are being placed. */
  public CompletionStage<HttpResponse> admit(
      Exchange exchange, Supplier<CompletionStage<HttpResponse>> place) {
    long since = System.nanoTime();
    if (!places.take(since)) {
      return exchange.refuse(Problem.overloaded().retryAfter(places.comeBackAfter()));
    }
    try {
      return place
          .get()
          .whenComplete((answer, failure) -> places.giveBack(since, System.nanoTime()));
    } catch (RuntimeException bug) {
      places.giveBack(since, System.nanoTime());
      throw bug;
    }
  }
}
