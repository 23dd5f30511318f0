package id.kuota.http;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.http.payment.PaymentSimulator;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** Where the payment simulator is, and where it is not. */
final class JarsIT {

  @Test
  void productionsJarDoesNotContainThePaymentSimulator() throws Exception {
    assertThat(entries(Main.class))
        .contains("id/kuota/http/payment/PaymentSimulator.class")
        .noneMatch(entry -> entry.contains("payment/simulator/"))
        .noneMatch(entry -> entry.startsWith("META-INF/services/id.kuota.http.payment"));
  }

  @Test
  void itIsFoundInAJarOfItsOwn() throws Exception {
    PaymentSimulator simulator = PaymentSimulator.find().orElseThrow();
    assertThat(entries(simulator.getClass()))
        .contains("META-INF/services/id.kuota.http.payment.PaymentSimulator")
        .doesNotContain("id/kuota/http/Main.class");
  }

  private static List<String> entries(Class<?> type) throws IOException, URISyntaxException {
    var jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (var file = new JarFile(jar.toFile())) {
      return file.stream().map(ZipEntry::getName).toList();
    }
  }
}
