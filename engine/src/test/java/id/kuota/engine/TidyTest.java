package id.kuota.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house rules that no compiler knows, for all modules. Each says how to mend a breach. */
final class TidyTest {

  private static final int FILE_LINES_MAX = 400;
  private static final int METHOD_LINES_MAX = 70;
  private static final Pattern VAGUE_NAME =
      Pattern.compile("(Abstract|Base)[A-Z].*|.*(Util|Utils|Manager|Helper|Impl)([A-Z].*)?");
  private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");
  private static final Pattern NESTED_IMPORT =
      Pattern.compile("^import id\\.kuota\\.([a-z]\\w*\\.)+[A-Z]\\w*\\.[A-Z]\\w*;");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Set<String> FOREIGN_FOLDERS =
      Set.of("target", ".git", ".kuota", ".idea", "node_modules");

  private static final Path ROOT = root();
  private static List<Path> files = List.of();
  private static List<JavaSource> sources = List.of();

  @BeforeAll
  static void read() throws IOException {
    files = ProjectFiles.below(ROOT, FOREIGN_FOLDERS);
    sources = JavaSource.parse(files.stream().filter(endsWith(".java")).toList());
    assertThat(sources).as("the project's Java files").hasSizeGreaterThan(10);
  }

  @Test
  void filesFitInAHead() {
    assertThat(sources.stream().filter(source -> source.lines() > FILE_LINES_MAX))
        .extracting(source -> where(source, 1) + " has " + source.lines() + " lines")
        .as(
            "A file has at most %s lines; find the second concept in it and move it out",
            FILE_LINES_MAX)
        .isEmpty();
  }

  @Test
  void methodsFitOnAScreen() {
    assertThat(
            sources.stream()
                .flatMap(
                    source ->
                        source.methods().stream()
                            .filter(method -> method.length() > METHOD_LINES_MAX)
                            .map(
                                m -> where(source, m.line()) + " " + m.name() + ": " + m.length())))
        .as("A method has at most %s lines; name its steps and make them methods", METHOD_LINES_MAX)
        .isEmpty();
  }

  @Test
  void namesSayWhatAThingIs() {
    assertThat(find(source -> true, JavaSource::types, name -> VAGUE_NAME.matcher(name).matches()))
        .as("Util, Manager, Helper, Impl, Abstract and Base say nothing; name it by what it does")
        .isEmpty();
  }

  @Test
  void onlyCommandsPrint() {
    assertThat(
            find(
                inMain().and(TidyTest::isUnseen),
                JavaSource::members,
                Set.of("System.out", "System.err")::contains))
        .as(
            "Only what a person typed answers on the terminal; log it, or move it to a command package")
        .isEmpty();
  }

  @Test
  void noCodeSleeps() {
    // Waits for a process that is not our child and gives no sign but a file that goes away.
    Predicate<JavaSource> awake = inMain().and(source -> !source.isIn("/Postmaster.java"));
    assertThat(find(awake, JavaSource::members, "Thread.sleep"::equals))
        .as("A sleeping thread is a stolen thread; wait for the event, or use a timer")
        .isEmpty();
  }

  @Test
  void failuresAreLoggedNotPrinted() {
    assertThat(find(source -> true, JavaSource::members, name -> name.endsWith(".printStackTrace")))
        .as("A printed stack trace reaches no operator; give the exception to the logger")
        .isEmpty();
  }

  @Test
  void nothingIsSerializable() {
    assertThat(find(source -> true, JavaSource::members, "java.io.Serializable"::equals))
        .as("Java serialization freezes private fields; give the type a manifest and a codec case")
        .isEmpty();
  }

  @Test
  void everyPackageIntroducesItself() {
    assertThat(
            sources.stream()
                .filter(inMain())
                .map(source -> ROOT.relativize(source.path()).resolveSibling("package-info.java"))
                .distinct()
                .filter(info -> !introduces(ROOT.resolve(info))))
        .as(
            "Every package has a package-info.java with @NullMarked and a paragraph: purpose, flow,"
                + " what guards it; write it")
        .isEmpty();
  }

  @Test
  void nothingIsLeftUnfinished() {
    assertThat(lines(endsWith(".java", ".md", ".conf", ".sql", ".yaml", ".xml"), UNFINISHED))
        .as("Unfinished work is an issue with an owner, not a comment; do it or take the note out")
        .isEmpty();
  }

  @Test
  void nestedTypesAreNamedWithTheirOwner() {
    assertThat(lines(endsWith(".java"), NESTED_IMPORT))
        .as("Write OrderCommand.CancelOrder instead of importing a nested type of this project")
        .isEmpty();
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    var dead = new ArrayList<String>();
    for (Path page : files.stream().filter(endsWith(".md")).toList()) {
      var links = LINK.matcher(Files.readString(page));
      while (links.find()) {
        String target = links.group(1).replaceFirst("#.*", "");
        boolean outside = target.isEmpty() || target.matches("[a-z]+:.*");
        if (!outside && !Files.exists(page.resolveSibling(target))) {
          dead.add(ROOT.relativize(page) + " -> " + links.group(1));
        }
      }
    }
    assertThat(dead).as("A link in the documents leads nowhere; mend or remove it").isEmpty();
  }

  private static Stream<String> find(
      Predicate<JavaSource> where,
      Function<JavaSource, List<JavaSource.Named>> what,
      Predicate<String> banned) {
    return sources.stream()
        .filter(where)
        .flatMap(
            source ->
                what.apply(source).stream()
                    .filter(named -> banned.test(named.name()))
                    .map(named -> where(source, named.line()) + " " + named.name()));
  }

  private static List<String> lines(Predicate<Path> where, Pattern banned) {
    var found = new ArrayList<String>();
    for (Path file : files.stream().filter(where).toList()) {
      List<String> lines = ProjectFiles.lines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (banned.matcher(lines.get(i)).find()) {
          found.add(ROOT.relativize(file) + ":" + (i + 1) + " " + lines.get(i).strip());
        }
      }
    }
    return found;
  }

  private static boolean introduces(Path info) {
    String text = Files.exists(info) ? String.join("\n", ProjectFiles.lines(info)) : "";
    return text.contains("@NullMarked") && text.contains("/**");
  }

  private static String where(JavaSource source, long line) {
    return ROOT.relativize(source.path()) + ":" + line;
  }

  private static Predicate<JavaSource> inMain() {
    return source -> source.isIn("/src/main/") || source.isIn("/src/simulator/");
  }

  /** Everything but the commands that a person types; load-tests is nothing else. */
  private static boolean isUnseen(JavaSource source) {
    return !source.isIn("/cli/") && !source.isIn("/load-tests/");
  }

  private static Predicate<Path> endsWith(String... endings) {
    return file -> Stream.of(endings).anyMatch(file.toString()::endsWith);
  }

  static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(".mvn"))) return at;
    }
    throw new IllegalStateException("the checkout begins where the folder .mvn is; none is above");
  }
}
