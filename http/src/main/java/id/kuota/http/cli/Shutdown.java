package id.kuota.http.cli;

import id.kuota.http.node.Node;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;

/** Waits for the signal to stop, and lets what is running finish before the process ends. */
final class Shutdown {

  private static final CountDownLatch STOPPED = new CountDownLatch(1);

  private Shutdown() {}

  /** Runs {@code stop} once on a signal to end (SIGTERM, Ctrl-C). */
  static void onSignal(Runnable stop) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.run();
                  STOPPED.countDown();
                },
                "kuota-shutdown"));
  }

  /**
   * The code of a process whose node is out of the cluster: not an error of its own, and worth
   * another start (EX_TEMPFAIL of sysexits.h).
   */
  static final int NODE_LOST = 75;

  /**
   * Ends the process when its node is out of the cluster: what it has in memory belongs to others
   * now, and there is nothing to finish.
   *
   * @param end is given the code: {@link Runtime#halt}, or {@link System#exit} where the process
   *     has started others
   */
  static void whenLost(Node node, Console console, IntConsumer end) {
    node.lost()
        .thenAccept(
            reason -> {
              console.say(
                  "Out: %s. The process ends with code %d, to be started again."
                      .formatted(reason, NODE_LOST));
              end.accept(NODE_LOST);
            });
  }

  /** Stops this process, as a signal does, when its standard input ends. */
  static void withInput() {
    Thread.ofPlatform()
        .name("kuota-input")
        .daemon()
        .start(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // Nothing is said here.
                }
              } catch (IOException e) {
                // It has ended, too.
              }
              System.exit(0);
            });
  }

  /** Returns after a signal to end, when everything is down. */
  static int await() {
    try {
      STOPPED.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
