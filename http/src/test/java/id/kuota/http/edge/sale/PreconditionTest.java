package id.kuota.http.edge.sale;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.http.edge.problem.Validated;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PreconditionTest {

  @Test
  void aListOfTagsIsRead() {
    assertThat(read("\"3\"")).isEqualTo(at(3L));
    assertThat(read(" \"3-selling\" , W/\"4\",\"5\" ,\"other\"")).isEqualTo(at(3L, 5L));
    assertThat(read("*")).isEqualTo(new Validated.Valid<>(new Precondition.MustExist()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "\"3\" \"4\"", "\"3\"   x", "\"3", "w/\"3\"", ",\"3\""})
  void anythingElseIsMalformed(String header) {
    assertThat(read(header)).isInstanceOf(Validated.Invalid.class);
  }

  /** Counts how often the pattern looks at a character: a hostile header costs what it is long. */
  @ParameterizedTest
  @ValueSource(strings = {"\"1\" %s x", "%s\"", "\"%s", "W/\"%s"})
  void aHostileHeaderIsReadOnce(String form) {
    for (String part : new String[] {" ", "\"", "a", "W/", ","}) {
      String header = form.formatted(part.repeat(7_000));
      var looks = new AtomicLong();
      Matcher tags = Precondition.TAG.matcher(new Counting(header, looks));
      while (tags.find()) {
        assertThat(tags.end()).isPositive();
      }
      assertThat(looks.get()).as("%s of %s", form, part).isLessThan(10L * header.length());
    }
  }

  private static Validated<Precondition> read(String ifMatch) {
    return Precondition.read(Optional.of(ifMatch), Optional.empty());
  }

  private static Validated<Precondition> at(Long... revisions) {
    return new Validated.Valid<>(new Precondition.MustBeAt(Set.of(revisions)));
  }

  private record Counting(String text, AtomicLong looks) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      looks.incrementAndGet();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return text.subSequence(from, to);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
