package id.kuota.http.node;

import java.util.function.Supplier;

/** Tells a person what a starting node is doing, and how long each step took. */
public interface StartSteps {

  /** Runs a step; {@code done} says what is true afterwards. */
  <T> T doing(String step, Supplier<T> work, String done);

  /** Says nothing. */
  StartSteps SILENT =
      new StartSteps() {
        @Override
        public <T> T doing(String step, Supplier<T> work, String done) {
          return work.get();
        }
      };
}
