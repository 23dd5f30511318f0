package id.kuota.http.edge.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

final class LanguageTest {

  @Test
  void whatABrowserSendsIsUnderstood() {
    assertThat(Language.accepted("en-GB,en;q=0.9,id;q=0.8")).contains(Language.ENGLISH);
    assertThat(Language.accepted("de, id;q=0.5, en;q=0.4")).contains(Language.INDONESIAN);
    assertThat(Language.accepted("de")).isEmpty();
    assertThat(Language.accepted(";;;")).isEmpty();
  }

  /** The last range is what would count if all of them were parsed. */
  @Test
  void whatNoBrowserSendsIsNotParsed() {
    String many = String.join(",", Collections.nCopies(20, "de")) + ",en";
    assertThat(Language.accepted(many)).isEmpty();
    assertThat(Language.accepted(" ".repeat(500) + "en")).isEmpty();
    String hostile = "zh-yue-" + String.join("-", Collections.nCopies(1_100, "a1b2")) + ",en";
    assertThat(Language.accepted(hostile)).isEmpty();
  }
}
