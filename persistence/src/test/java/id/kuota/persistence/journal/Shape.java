package id.kuota.persistence.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is common to several forms of one manifest: which fields there are, which of them always,
 * and of what type. A variant (an object with {@code t}, an array that begins with a capital
 * letter) has a shape of its own.
 */
final class Shape {

  private final Set<String> types = new TreeSet<>();
  private final Map<String, Shape> parts = new TreeMap<>();
  private final Set<String> always = new TreeSet<>();
  private boolean isNew = true;

  static Shape of(List<JsonNode> trees) {
    var shape = new Shape();
    trees.forEach(shape::add);
    return shape;
  }

  /** The variants in it, by path. */
  Set<String> variants(String path) {
    var found = new TreeSet<String>();
    parts.forEach(
        (name, part) -> {
          if (name.startsWith("<")) found.add(path + name);
          found.addAll(part.variants(path + name));
        });
    return found;
  }

  /**
   * Why a reader of this shape cannot read everything of a shape that came later; variants that it
   * does not know are left out.
   */
  List<String> obstacles(Shape later, String path) {
    var found = new ArrayList<String>();
    later.types.stream()
        .filter(type -> !types.contains(type))
        .forEach(type -> found.add("%s is now %s, not %s".formatted(path, type, types)));
    if (!later.isNew && later.isNamed()) {
      always.stream()
          .filter(name -> !later.always.contains(name))
          .forEach(name -> found.add(path + name + " is missing"));
    }
    parts.forEach(
        (name, part) -> {
          Shape other = later.parts.get(name);
          if (other != null) found.addAll(part.obstacles(other, path + name));
        });
    return found;
  }

  private boolean isNamed() {
    return types.contains("object") || types.contains("form");
  }

  private void add(JsonNode tree) {
    if (tree.isObject() && tree.has("t")) {
      types.add("variant");
      part("<" + tree.get("t").textValue() + ">").addFields(tree);
    } else if (tree.isObject()) {
      addFields(tree);
    } else if (isForm(tree)) {
      types.add("variant");
      part("<" + tree.get(0).textValue() + ">").addPositions(tree);
    } else if (tree.isArray()) {
      types.add("array");
      tree.forEach(part("[]")::add);
    } else {
      types.add(tree.getNodeType().name());
    }
  }

  private void addFields(JsonNode object) {
    types.add("object");
    var names = new TreeSet<String>();
    object
        .properties()
        .forEach(
            field -> {
              names.add("/" + field.getKey());
              part("/" + field.getKey()).add(field.getValue());
            });
    sees(names);
  }

  private void addPositions(JsonNode array) {
    types.add("form");
    var names = new TreeSet<String>();
    for (int i = 1; i < array.size(); i++) {
      names.add("/" + i);
      part("/" + i).add(array.get(i));
    }
    sees(names);
  }

  private void sees(Set<String> names) {
    if (isNew) {
      always.addAll(names);
    } else {
      always.retainAll(names);
    }
    isNew = false;
  }

  private Shape part(String name) {
    return parts.computeIfAbsent(name, key -> new Shape());
  }

  private static boolean isForm(JsonNode tree) {
    return tree.isArray()
        && !tree.isEmpty()
        && tree.get(0).isTextual()
        && tree.get(0).textValue().matches("[A-Z]");
  }
}
