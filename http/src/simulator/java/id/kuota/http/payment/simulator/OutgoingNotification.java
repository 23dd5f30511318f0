package id.kuota.http.payment.simulator;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A notification ready to be sent, as often as one likes. The array is never changed.
 *
 * @param trace the header {@code traceparent}; null without one
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record OutgoingNotification(URI address, byte[] body, @Nullable String trace) {

  /** Of no trace. */
  OutgoingNotification(URI address, byte[] body) {
    this(address, body, null);
  }
}
