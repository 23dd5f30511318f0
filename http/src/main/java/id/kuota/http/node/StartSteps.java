package id.kuota.http.node;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A listener that tells a person what a starting node is doing, and how long each step took. */
public interface StartSteps {

  /**
   * Runs a step that may say how far it has come.
   *
   * @param work is given what takes its news
   * @param done says what is true afterwards
   */
  <T> T doing(String step, Function<Consumer<String>, T> work, Function<T, String> done);

  /** Runs a step; {@code done} says what is true afterwards. */
  default <T> T doing(String step, Supplier<T> work, String done) {
    return doing(step, news -> work.get(), result -> done);
  }

  /** Says nothing. */
  StartSteps SILENT =
      new StartSteps() {
        @Override
        public <T> T doing(
            String step, Function<Consumer<String>, T> work, Function<T, String> done) {
          return work.apply(news -> {});
        }
      };
}
