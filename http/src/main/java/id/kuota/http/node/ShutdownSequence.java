package id.kuota.http.node;

import id.kuota.http.log.NodeLog;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been started, to be stopped the other way round: also when a later start fails. One stop
 * that fails does not keep the others from running. Not thread-safe.
 */
final class ShutdownSequence {

  private static final Logger LOG = LoggerFactory.getLogger(ShutdownSequence.class);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T part) {
    started.push(part);
    return part;
  }

  void stopAll() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        NodeLog.SHUTDOWN_STEP_FAILED.logThrown(LOG, e);
      }
    }
  }
}
