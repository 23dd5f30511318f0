package id.kuota.http.payment.simulator;

/** How far a notification has come. */
sealed interface Delivery {

  /** The other side has answered, and whatever it says is final. */
  record Answered(int status, int attempts) implements Delivery {}

  /** Not yet; it is tried again. */
  record OnItsWay() implements Delivery {}

  /** Given up: no answer, or only answers that ask to try again later. */
  record GivenUp(int attempts) implements Delivery {}

  /** Not even tried: too many others are on their way. */
  record TooMany() implements Delivery {}

  /** There was nothing to send again, or nothing paid that a bank could take back. */
  record Nothing() implements Delivery {}

  default boolean isAccepted() {
    return this instanceof Answered(int status, int attempts) && status < 300;
  }
}
