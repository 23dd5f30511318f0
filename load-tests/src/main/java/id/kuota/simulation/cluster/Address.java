package id.kuota.simulation.cluster;

import java.util.function.Consumer;
import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The address of a reply: the engine only sends messages to a reference. Stands in for the
 * references of an actor system, which the simulation does not have.
 */
public final class Address<T> implements ActorRef<T> {

  private static final long serialVersionUID = 1;

  private final transient Consumer<T> receiver;

  /** Creates an address whose messages this receiver takes, at once. */
  public Address(Consumer<T> receiver) {
    this.receiver = receiver;
  }

  @Override
  public void tell(T message) {
    receiver.accept(message);
  }

  @Override
  @SuppressWarnings("unchecked") // As in Pekko: the narrower type is a part of this one.
  public <U extends T> ActorRef<U> narrow() {
    return (ActorRef<U>) this;
  }

  @Override
  @SuppressWarnings("unchecked") // The caller vouches for it.
  public <U> ActorRef<U> unsafeUpcast() {
    return (ActorRef<U>) this;
  }

  @Override
  public ActorPath path() {
    throw new UnsupportedOperationException("there is no actor system");
  }

  @Override
  public int compareTo(ActorRef<?> other) {
    return Integer.compare(System.identityHashCode(this), System.identityHashCode(other));
  }
}
