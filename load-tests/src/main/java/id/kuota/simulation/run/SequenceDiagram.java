package id.kuota.simulation.run;

import id.kuota.simulation.world.Story;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The story of a run as a sequence diagram in the language of Mermaid. */
public final class SequenceDiagram {

  /** The latest lines say why it failed; Mermaid draws no more than some hundred. */
  private static final int LINES_MAX = 250;

  private final Map<String, String> participants = new LinkedHashMap<>();
  private final StringBuilder arrows = new StringBuilder();

  private SequenceDiagram() {}

  /** Draws the end of a run up to the objection. */
  public static String of(Verdict verdict) {
    var diagram = new SequenceDiagram();
    List<Story.Line> told = verdict.story().stream().filter(line -> !isRoutine(line)).toList();
    told.subList(Math.max(0, told.size() - LINES_MAX), told.size()).forEach(diagram::draw);
    var text = new StringBuilder("%%%% seed %d%n".formatted(verdict.plan().seed()));
    verdict.objections().forEach(objection -> text.append("%% ").append(objection).append('\n'));
    text.append("sequenceDiagram\n");
    diagram.participants.forEach(
        (name, id) -> text.append("  participant %s as %s%n".formatted(id, name)));
    return text.append(diagram.arrows).toString();
  }

  /** Wakers speak every few seconds and say the same. */
  private static boolean isRoutine(Story.Line line) {
    return line instanceof Story.Sent sent && sent.from().startsWith("waker-");
  }

  private void draw(Story.Line line) {
    switch (line) {
      case Story.Sent sent ->
          arrows.append(
              "  %s%s%s: %s %s%n"
                  .formatted(
                      id(sent.from()),
                      sent.lost() ? "--x" : "->>",
                      id(sent.to()),
                      time(sent.at()),
                      plain(sent.what()) + (sent.lost() ? " (lost)" : "")));
      case Story.Noted noted ->
          arrows.append(
              "  Note over %s: %s %s%n"
                  .formatted(id(noted.participant()), time(noted.at()), plain(noted.what())));
    }
  }

  private String id(String name) {
    return participants.computeIfAbsent(name, known -> "p" + participants.size());
  }

  private static String time(long micros) {
    return String.format(Locale.ROOT, "%.3f s", micros / 1e6);
  }

  /** A semicolon ends a line and a hash begins an entity there. */
  private static String plain(String text) {
    String oneLine = text.replace('\n', ' ').replace(';', ',').replace("#", "no. ");
    return oneLine.length() <= 160 ? oneLine : oneLine.substring(0, 160) + "...";
  }
}
