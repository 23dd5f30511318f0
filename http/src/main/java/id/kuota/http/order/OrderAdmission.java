package id.kuota.http.order;

import id.kuota.http.problem.Problem;
import id.kuota.http.route.Exchange;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Lets only so many orders be placed at the same time. Without a bound a node that is asked for
 * more than it can do answers everybody too late, buyers ask again, and it does no useful work any
 * more; with it those who are let in are answered in time, and the others learn at once that they
 * should come back. Thread-safe.
 */
public final class OrderAdmission {

  /** At a thousand orders a second, those who are let in wait for a second and a half. */
  static final int PLACES = 1_500;

  private final Semaphore places = new Semaphore(PLACES);

  /** Places an order, or answers that too many are being placed. */
  public CompletionStage<HttpResponse> admit(
      Exchange exchange, Supplier<CompletionStage<HttpResponse>> place) {
    if (!places.tryAcquire()) return exchange.refuse(Problem.overloaded());
    try {
      return place.get().whenComplete((answer, failure) -> places.release());
    } catch (RuntimeException bug) {
      places.release();
      throw bug;
    }
  }
}
