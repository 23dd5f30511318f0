package id.kuota.simulation.cast;

import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaId;
import id.kuota.engine.quota.QuotaRequest;
import id.kuota.simulation.cluster.EntityKey;
import id.kuota.simulation.world.Network;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorRef;

/** Asks through the edges of the cluster, and asks again when there is no answer. */
final class Client {

  private static final long PATIENCE_MIN = 1_500_000;
  private static final long PATIENCE_MAX = 9_000_000;

  final Network.End end;
  final SplittableRandom random;
  private final Stage stage;

  Client(Stage stage, String name) {
    this.stage = stage;
    this.end = new Network.End(name, name);
    this.random = stage.world.random(name);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** From {@code least}, below {@code bound}. */
  long between(long least, long bound) {
    return random.nextLong(least, bound);
  }

  void after(long millis, Runnable what) {
    stage.world.after(millis * 1_000, what);
  }

  /**
   * Asks an entity until it has had an answer that it takes.
   *
   * @param heard hears every answer, whether it is taken or not
   * @param done runs once, with the answer that was taken
   */
  <R> void ask(
      EntityKey entity,
      Function<ActorRef<R>, ?> question,
      int tries,
      Predicate<R> heard,
      Consumer<R> done) {
    new Call<>(
            answer -> stage.cluster.ask(end, (int) between(0, 1_000), entity, question, answer),
            heard,
            done)
        .again(tries);
  }

  /** Asks a quota, in a batch with others. */
  void ask(QuotaId quota, QuotaRequest request, int tries, Consumer<QuotaAnswer> done) {
    Predicate<QuotaAnswer> isKnown =
        answer ->
            !(answer instanceof QuotaAnswer.Refused(var reason, var available))
                || switch (reason) {
                  case OVERLOADED, UNANSWERED, QUOTA_UNKNOWN -> false;
                  default -> true;
                };
    new Call<>(
            answer -> stage.cluster.askQuota(end, (int) between(0, 1_000), quota, request, answer),
            isKnown,
            done)
        .again(tries);
  }

  private final class Call<R> {
    private final Consumer<Consumer<R>> send;
    private final Predicate<R> heard;
    private final Consumer<R> done;
    private boolean isDone;

    Call(Consumer<Consumer<R>> send, Predicate<R> heard, Consumer<R> done) {
      this.send = send;
      this.heard = heard;
      this.done = done;
    }

    void again(int tries) {
      if (isDone || tries == 0) return;
      send.accept(this::take);
      stage.world.after(between(PATIENCE_MIN, PATIENCE_MAX), () -> again(tries - 1));
    }

    private void take(R answer) {
      if (!heard.test(answer) || isDone) return;
      isDone = true;
      done.accept(answer);
    }
  }
}
