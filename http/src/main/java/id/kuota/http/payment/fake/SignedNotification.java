package id.kuota.http.payment.fake;

/**
 * A notification ready to be sent, as often as one likes. The array is never changed.
 *
 * @param signature value of the header {@link NotificationReader#SIGNATURE_HEADER}
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record SignedNotification(byte[] body, String signature) {}
