package id.kuota.http.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import id.kuota.http.payment.SimulatorSettings;
import id.kuota.persistence.database.Database;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.database.ShownAddress;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No text that may end up in a log has a secret in it. */
final class SecretsShownTest {

  private static final String MARK = "tell-nobody";
  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i).*(secret|password|serverkey|operatorkey).*");

  @Test
  void settingsPrintNoSecret() {
    NodeSettings settings = NodeSettings.read(config(Map.of()));
    assertThat(settings.secret()).contains(MARK);
    assertThat(settings.payment().midtrans().orElseThrow().serverKey()).contains(MARK);
    for (Object shown :
        List.of(
            settings,
            settings.database(),
            settings.payment(),
            settings.edge(),
            SimulatorSettings.of("http://127.0.0.1:1", settings.secret()))) {
      assertThat(shown.toString()).doesNotContain(MARK).isNotBlank();
    }
    SimulatorSettings simulator = SimulatorSettings.of("http://127.0.0.1", settings.secret());
    assertThat(simulator.toString()).doesNotContain(simulator.serverKey());
  }

  /** A record prints its components by itself, so one with a secret must say what it prints. */
  @Test
  void everyRecordWithASecretSaysWhatItPrints() {
    List<String> careless =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("id.kuota")
                .stream()
                .filter(JavaClass::isRecord)
                .filter(SecretsShownTest::hasSecret)
                .filter(type -> !saysWhatItPrints(type))
                .map(JavaClass::getName)
                .toList();
    assertThat(careless).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://kuota:tell-nobody@db/kuota",
        "jdbc:postgresql://kuota:tell-nobody@db/kuota",
        "jdbc:mysql://db/kuota?password=tell-nobody",
        "https://kuota:tell-n@body@db/tell"
      })
  void aRefusedAddressIsNamedWithoutItsPassword(String url) {
    assertThatThrownBy(() -> NodeSettings.read(config(Map.of("kuota.database.url", url))))
        .isInstanceOf(SettingException.class)
        .hasMessageNotContaining(MARK)
        .hasMessageContaining("KUOTA_DATABASE_URL");
  }

  @Test
  void aDatabaseThatIsAwayIsNamedWithoutItsPassword() {
    var settings =
        new DatabaseSettings(
            "jdbc:postgresql://127.0.0.1:1/kuota?sslpassword=tell-nobody", "kuota", MARK, 2);
    assertThat(settings.toString()).doesNotContain(MARK);
    assertThatThrownBy(() -> Database.open(settings).close()).hasMessageNotContaining(MARK);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db:5432/kuota, jdbc:postgresql://db:5432/kuota",
    "jdbc:postgresql://db/kuota?user=a&password=b, jdbc:postgresql://db/kuota?...",
    "https://a:b@shop.example/x, https://...@shop.example/x",
    "https://a:b@c@shop.example, https://...@shop.example",
    "https://shop.example/x#token, https://shop.example/x?..."
  })
  void anAddressIsShownWithoutWhatMayBeSecret(String address, String shown) {
    assertThat(ShownAddress.of(address)).isEqualTo(shown);
  }

  private static boolean hasSecret(JavaClass type) {
    return type.getFields().stream()
        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
        .filter(field -> field.getRawType().isEquivalentTo(String.class))
        .anyMatch(field -> SECRET_NAME.matcher(field.getName()).matches());
  }

  /** All that the compiler adds to a record stands in the line of its header. */
  private static boolean saysWhatItPrints(JavaClass type) {
    return line(type, "toString") != line(type, "hashCode");
  }

  private static int line(JavaClass type, String method) {
    return type.getMethods().stream()
        .filter(own -> own.getName().equals(method))
        .findFirst()
        .orElseThrow()
        .getSourceCodeLocation()
        .getLineNumber();
  }

  private static Config config(Map<String, String> more) {
    return ConfigFactory.parseMap(more)
        .withFallback(
            ConfigFactory.parseMap(
                Map.of(
                    "kuota.secret", MARK + "-the-secret-of-all-nodes-0123456789",
                    "kuota.operator-key", MARK + "-the-key-of-operators-0123456789",
                    "kuota.database.url", "jdbc:postgresql://db.internal/kuota?sslpassword=" + MARK,
                    "kuota.database.user", "kuota",
                    "kuota.database.password", MARK,
                    "kuota.payment.midtrans.server-key", "SB-Mid-server-" + MARK,
                    "kuota.payment.midtrans.notification-url",
                        "https://shop:" + MARK + "@shop.example/notify?token=" + MARK)))
        .withFallback(ConfigFactory.parseResources("kuota.conf"));
  }
}
