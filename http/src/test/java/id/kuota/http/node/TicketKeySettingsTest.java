package id.kuota.http.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import id.kuota.http.edge.identity.KeyNumbers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TicketKeySettingsTest {

  @Test
  void theFirstKeySignsByDefault() {
    var defaults = ConfigFactory.parseResources("kuota.conf");
    assertThat(TicketKeySettings.read(defaults)).isEqualTo(KeyNumbers.FIRST);
  }

  @Test
  void keysOverlap() {
    assertThat(read("3", " 1, 2 ")).isEqualTo(new KeyNumbers(3, List.of(1, 2)));
  }

  @ParameterizedTest
  @CsvSource({"0,''", "256,''", "one,''", "2,0", "2,256", "2,'1,'", "2,1;3"})
  void whatIsNoKeyStopsTheStartWithTheNameOfItsVariable(String active, String older) {
    assertThatThrownBy(() -> read(active, older))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("Set KUOTA_TICKET_");
  }

  private static KeyNumbers read(String active, String older) {
    return TicketKeySettings.read(
        ConfigFactory.parseMap(
            Map.of("kuota.tickets.key", active, "kuota.tickets.older-keys", older)));
  }
}
