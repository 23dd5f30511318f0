package id.kuota.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The samples leave nothing out: golden files and the previous release's forms show of a record
 * only what a sample has.
 */
class SamplesTest {

  private static final Set<String> FULL = new TreeSet<>();
  private static final Set<String> EMPTY = new TreeSet<>();

  @BeforeAll
  static void look() {
    Forms.samples().forEach(SamplesTest::look);
    look(Samples.fullBatch(1)); // Of no known node.
  }

  @Test
  void everyComponentOfEveryRecordIsFullInSomeSample() {
    assertThat(components(component -> true))
        .hasSizeGreaterThan(200)
        .as("give it a sample in which it is not empty")
        .isSubsetOf(FULL);
  }

  @Test
  void everyOptionalComponentIsEmptyInSomeSample() {
    assertThat(components(SamplesTest::isOptional))
        .hasSizeGreaterThan(8)
        .as("give it a sample in which it is empty")
        .isSubsetOf(EMPTY);
  }

  private interface Wanted {
    boolean test(RecordComponent component);
  }

  private static Set<String> components(Wanted wanted) {
    var found = new TreeSet<String>();
    EnumConstants.walk(
        (path, type) -> {
          if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
              if (wanted.test(component)) found.add(name(type, component));
            }
          }
        });
    return found;
  }

  private static boolean isOptional(RecordComponent component) {
    return Set.of(Optional.class, OptionalLong.class).contains(component.getType())
        || component.getAnnotatedType().getAnnotations().length > 0;
  }

  private static void look(Object value) {
    switch (value) {
      case Optional<?> optional -> optional.ifPresent(SamplesTest::look);
      case Collection<?> many -> many.forEach(SamplesTest::look);
      case Record one -> {
        for (RecordComponent component : one.getClass().getRecordComponents()) {
          look(one, component);
        }
      }
      default -> {}
    }
  }

  private static void look(Record of, RecordComponent component) {
    Object value = value(of, component);
    boolean isEmpty =
        value == null
            || Optional.empty().equals(value)
            || OptionalLong.empty().equals(value)
            || List.of().equals(value);
    (isEmpty ? EMPTY : FULL).add(name(of.getClass(), component));
    if (!isEmpty) look(value);
  }

  private static Object value(Record of, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static String name(Class<?> type, RecordComponent component) {
    return type.getName() + "." + component.getName();
  }
}
