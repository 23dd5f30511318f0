package id.kuota.engine.entity;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;

/**
 * Whether an entity may write the first event of its stream without having read that there is none.
 * A buyer's limit begins with nearly every order, and looking for events that are not there costs
 * more than writing one. The journal has to check it then: it rejects such an event if the stream
 * has one already. A journal that does not know the mark would write a second beginning, so nothing
 * is marked until the journal of this node has said that it does. Thread-safe.
 */
public final class UnreadStreams implements Extension {

  /** The metadata of an event whose writer has not read the stream. */
  public enum Mark {
    UNREAD
  }

  private static final ExtensionId<UnreadStreams> ID =
      new ExtensionId<>() {
        @Override
        public UnreadStreams createExtension(ActorSystem<?> system) {
          return new UnreadStreams();
        }
      };

  private volatile boolean areChecked;

  private UnreadStreams() {}

  public static UnreadStreams of(ActorSystem<?> system) {
    return system.registerExtension(ID);
  }

  /** The journal says that it rejects marked events of streams which have events. */
  public void areChecked() {
    areChecked = true;
  }

  boolean mayBegin() {
    return areChecked;
  }
}
