package id.kuota.http.payment.simulator;

import java.net.URI;

/** A notification ready to be sent, as often as one likes. The array is never changed. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record OutgoingNotification(URI address, byte[] body) {}
