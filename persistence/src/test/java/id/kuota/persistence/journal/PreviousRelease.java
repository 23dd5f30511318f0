package id.kuota.persistence.journal;

import com.fasterxml.jackson.databind.JsonNode;
import id.kuota.engine.Portable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The forms as the previous release writes them, frozen: one line per sample with manifest and
 * bytes, and one per enum with its constants. A release rolls them, see docs/HACKING.md.
 */
record PreviousRelease(String name, List<Form> forms, Set<String> constants) {

  private static final Path FOLDER = Path.of("src/test/resources/previous-release");
  private static final Path FORMS = FOLDER.resolve("forms.txt");
  private static final Path CONSTANTS = FOLDER.resolve("constants.txt");
  private static final Path ADDED = FOLDER.resolve("added.txt");

  /** One sample as it was written. */
  record Form(String manifest, String hex) {

    static Form of(JournalCodec codec, Portable sample) {
      return new Form(codec.manifest(sample), HexFormat.of().formatHex(codec.encode(sample)));
    }

    byte[] bytes() {
      return Forms.bytes(hex);
    }
  }

  static PreviousRelease read() {
    List<String> lines = lines(FORMS);
    return new PreviousRelease(
        lines.getFirst().replaceFirst("# ", ""),
        lines.stream()
            .skip(1)
            .map(PreviousRelease::words)
            .map(words -> new Form(words[0], words[1]))
            .toList(),
        constants(lines(CONSTANTS)));
  }

  /** Makes this build the previous release. */
  static void roll(String name) {
    var forms = new ArrayList<String>();
    forms.add("# " + name);
    JournalCodec codec = Forms.codec();
    Forms.samples().stream()
        .map(sample -> Form.of(codec, sample))
        .sorted(Comparator.comparing(Form::manifest))
        .forEach(form -> forms.add(form.manifest() + " " + form.hex()));
    write(FORMS, forms);
    write(CONSTANTS, grouped(EnumConstants.all()));
    write(ADDED, List.of());
  }

  /** What this build can write and the previous release cannot read, as it was acknowledged. */
  static List<String> acknowledged() {
    return lines(ADDED);
  }

  static void acknowledge(List<String> added) {
    write(ADDED, added);
  }

  /** Whether a cluster may run it, so that it must be able to read what this build writes. */
  boolean isReleased() {
    return !name.startsWith("unreleased");
  }

  Set<String> manifests() {
    return forms.stream().map(Form::manifest).collect(Collectors.toSet());
  }

  Map<String, Shape> shapes() {
    return shapes(forms);
  }

  /** The shapes in which this build writes. */
  static Map<String, Shape> shapesNow() {
    JournalCodec codec = Forms.codec();
    return shapes(Forms.samples().stream().map(sample -> Form.of(codec, sample)).toList());
  }

  private static Map<String, Shape> shapes(List<Form> forms) {
    Map<String, List<JsonNode>> trees =
        forms.stream()
            .collect(
                Collectors.groupingBy(
                    Form::manifest,
                    TreeMap::new,
                    Collectors.mapping(form -> Forms.tree(form.bytes()), Collectors.toList())));
    var shapes = new TreeMap<String, Shape>();
    trees.forEach((manifest, of) -> shapes.put(manifest, Shape.of(of)));
    return shapes;
  }

  /** From one line per enum to one entry per constant. */
  private static Set<String> constants(List<String> lines) {
    return lines.stream()
        .map(PreviousRelease::words)
        .flatMap(parts -> Arrays.stream(parts).skip(1).map(constant -> parts[0] + " " + constant))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> grouped(Set<String> constants) {
    var lines = new TreeMap<String, String>();
    constants.stream()
        .map(PreviousRelease::words)
        .forEach(parts -> lines.merge(parts[0], parts[1], (some, more) -> some + " " + more));
    return lines.entrySet().stream().map(line -> line.getKey() + " " + line.getValue()).toList();
  }

  private static String[] words(String line) {
    return line.split(" ", -1);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, List<String> lines) {
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
