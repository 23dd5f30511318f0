package id.kuota.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Every state met by every command: what the rules answer, as a diagram and a table.
 *
 * @param states examples by what is special about them, in the order of the table
 * @param commands examples by what is special about them, in the order of the table
 */
public record TransitionTable<S, C>(
    Map<String, S> states, Map<String, C> commands, BiFunction<S, C, Answer> answer) {

  /** What became of one command in one state. */
  public sealed interface Answer {

    /** Events were written; {@code to} is the state after them. */
    record Goes(String to) implements Answer {}

    /** Accepted, and nothing changed. */
    record Stays() implements Answer {}

    record Refuses(String reason) implements Answer {}
  }

  public TransitionTable {
    states = new LinkedHashMap<>(states);
    commands = new LinkedHashMap<>(commands);
  }

  /** The answer of rules that give a decision. */
  public static <S, E, R> Answer answer(
      S state, Decision<E, R> decision, BiFunction<S, E, S> evolve) {
    return switch (decision) {
      case Decision.Refused<E, R>(var reason) -> new Answer.Refuses(String.valueOf(reason));
      case Decision.Accepted<E, R>(var events) when events.isEmpty() -> new Answer.Stays();
      case Decision.Accepted<E, R>(var events) -> {
        S next = state;
        for (E event : events) {
          next = evolve.apply(next, event);
        }
        yield new Answer.Goes(name(next));
      }
    };
  }

  /** Kinds of states and commands, by the sealed families, of which there is no example. */
  public Set<String> missing(Class<?> stateFamily, Class<?> commandFamily) {
    var missing = new TreeSet<String>();
    leaves(stateFamily).forEach(kind -> missing.add(kind.getSimpleName()));
    leaves(commandFamily).forEach(kind -> missing.add(kind.getSimpleName()));
    Stream.concat(states.values().stream(), commands.values().stream())
        .forEach(example -> missing.remove(name(example)));
    return missing;
  }

  /** The page of the documents. */
  public String page(String title, String introduction) {
    var page = new StringBuilder(GeneratedPage.remark());
    page.append("# ").append(title).append("\n\n").append(introduction).append("\n\n");
    page.append("```mermaid\nstateDiagram-v2\n");
    arrows().forEach(arrow -> page.append("    ").append(arrow).append('\n'));
    page.append("```\n\nAn empty field: accepted, and nothing changes.\n\n");
    page.append("| | ").append(String.join(" | ", states.keySet())).append(" |\n");
    page.append("|---".repeat(states.size() + 1)).append("|\n");
    for (Map.Entry<String, C> command : commands.entrySet()) {
      var cells = new ArrayList<String>();
      states.values().forEach(state -> cells.add(cell(state, command.getValue())));
      page.append("| **").append(command.getKey()).append("** | ");
      page.append(String.join(" | ", cells)).append(" |\n");
    }
    return page.toString();
  }

  private String cell(S state, C command) {
    return switch (answer.apply(state, command)) {
      case Answer.Goes(var to) when to.equals(name(state)) -> "recorded";
      case Answer.Goes(var to) -> "→ " + to;
      case Answer.Stays() -> "";
      case Answer.Refuses(var reason) -> "`" + reason + "`";
    };
  }

  private Set<String> arrows() {
    var arrows = new LinkedHashSet<String>();
    for (S state : states.values()) {
      for (C command : commands.values()) {
        if (answer.apply(state, command) instanceof Answer.Goes(var to)
            && !to.equals(name(state))) {
          arrows.add("%s --> %s: %s".formatted(name(state), to, name(command)));
        }
      }
    }
    return arrows;
  }

  private static List<Class<?>> leaves(Class<?> family) {
    if (!family.isSealed()) return List.of(family);
    return Stream.of(family.getPermittedSubclasses())
        .flatMap(member -> leaves(member).stream())
        .distinct()
        .toList();
  }

  private static String name(Object example) {
    return example.getClass().getSimpleName();
  }
}
