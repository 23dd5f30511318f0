package id.kuota.simulation.cluster;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** Messages in words, short enough for a diagram. */
public final class Words {

  private static final int LENGTH_MAX = 110;

  private Words() {}

  /** Returns the name of a record and its components, without the addresses in it. */
  public static String of(Object message) {
    String words = message instanceof Record one ? ofRecord(one) : message.toString();
    return words.length() <= LENGTH_MAX ? words : words.substring(0, LENGTH_MAX) + "...";
  }

  private static String ofRecord(Record message) {
    List<String> parts = new ArrayList<>();
    for (RecordComponent component : message.getClass().getRecordComponents()) {
      if (!ActorRef.class.isAssignableFrom(component.getType())) {
        parts.add(value(message, component));
      }
    }
    return message.getClass().getSimpleName() + parts;
  }

  private static String value(Record message, RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return String.valueOf(accessor.invoke(message));
    } catch (ReflectiveOperationException e) {
      return "?";
    }
  }
}
