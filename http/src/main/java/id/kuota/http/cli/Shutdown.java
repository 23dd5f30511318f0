package id.kuota.http.cli;

import java.util.concurrent.CountDownLatch;

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
