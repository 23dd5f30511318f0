package id.kuota.simulation.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened in a world, for the reader of one seed. Records only when it is asked to. */
public final class Story {

  /** One line of the story; times are in microseconds since the beginning. */
  public sealed interface Line {
    long at();
  }

  /** A message on its way; {@code lost} if it does not arrive. */
  public record Sent(long at, String from, String to, String what, boolean lost) implements Line {}

  /** Something that one participant did or that befell it. */
  public record Noted(long at, String participant, String what) implements Line {}

  private final boolean records;
  private final List<Line> lines = new ArrayList<>();

  private Story(boolean records) {
    this.records = records;
  }

  /** Returns a story that remembers nothing. */
  public static Story untold() {
    return new Story(false);
  }

  public static Story told() {
    return new Story(true);
  }

  public void sent(long at, String from, String to, Supplier<String> what, boolean lost) {
    if (records) lines.add(new Sent(at, from, to, what.get(), lost));
  }

  public void note(long at, String participant, Supplier<String> what) {
    if (records) lines.add(new Noted(at, participant, what.get()));
  }

  /** In the order in which it happened. */
  public List<Line> lines() {
    return List.copyOf(lines);
  }
}
