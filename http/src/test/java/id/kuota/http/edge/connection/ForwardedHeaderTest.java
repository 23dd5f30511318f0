package id.kuota.http.edge.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ForwardedHeaderTest {

  private static final ConnectionSettings SETTINGS =
      new ConnectionSettings(
          Duration.ofSeconds(10),
          100,
          10,
          AddressRange.parseAll("10.0.0.0/8, ::1"),
          ForwardedHeader.X_FORWARDED_FOR);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9                            | 203.0.113.9",
        "198.51.100.1, 203.0.113.9              | 203.0.113.9",
        "198.51.100.1, 203.0.113.9, 10.0.0.7    | 203.0.113.9",
        "203.0.113.9 ,10.0.0.7,10.0.0.8         | 203.0.113.9",
        "203.0.113.9:5123                       | 203.0.113.9",
        "2001:db8::7                            | 2001:db8::",
        "[2001:db8::7]:5123                     | 2001:db8::",
        "garbage, 203.0.113.9                   | 203.0.113.9",
      })
  void theClientIsTheLastAddressThatIsNoProxy(String header, String client) {
    assertThat(ForwardedHeader.X_FORWARDED_FOR.client(header, SETTINGS))
        .contains(InetAddress.ofLiteral(client));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "for=203.0.113.9;proto=https;by=10.0.0.7        | 203.0.113.9",
        "for=198.51.100.1, For=\"203.0.113.9:80\"       | 203.0.113.9",
        "proto=http; for=\"[2001:db8:0:1::7]:47011\"    | 2001:db8:0:1::",
        "for=203.0.113.9, for=10.0.0.7                  | 203.0.113.9",
      })
  void theSameInTheFormOfTheStandard(String header, String client) {
    assertThat(ForwardedHeader.FORWARDED.client(header, SETTINGS))
        .contains(InetAddress.ofLiteral(client));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        " , ,",
        "unknown",
        "_hidden",
        "10.0.0.1",
        "203.0.113.9, x",
        "1.2.3.4.5",
        "[::1",
        "[]",
        ":",
        "::",
        "\"",
        "\"\"",
        "example.org",
        "203.0.113.256",
        "\u0000"
      })
  void aMalformedAddressIsNoClient(String header) {
    var client = ForwardedHeader.X_FORWARDED_FOR.client(header, SETTINGS);
    if (header.equals("::")) assertThat(client).contains(InetAddress.ofLiteral("::"));
    else assertThat(client).isEmpty();
  }

  @Test
  void neverFailsAndNeverLooksAtMoreThanTheLastHops() {
    assertThat(client("1".repeat(100_000))).isEmpty();
    assertThat(client("203.0.113.9" + ",10.0.0.1".repeat(50))).isEmpty();
    var random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      random.ints(random.nextInt(40), 0, 128).forEach(c -> text.append((char) c));
      for (ForwardedHeader header : ForwardedHeader.values()) {
        assertThat(header.client(text.toString(), SETTINGS)).isNotNull();
      }
    }
  }

  @Test
  void headersThatComeMoreThanOnceAreOneList() {
    HttpRequest request =
        HttpRequest.create()
            .withHeaders(
                List.of(
                    RawHeader.create("X-Forwarded-For", "198.51.100.1"),
                    RawHeader.create("x-forwarded-for", "203.0.113.9")));
    assertThat(ForwardedHeader.X_FORWARDED_FOR.client(request, SETTINGS))
        .contains(InetAddress.ofLiteral("203.0.113.9"));
    assertThat(ForwardedHeader.FORWARDED.client(request, SETTINGS)).isEmpty();
  }

  private static java.util.Optional<InetAddress> client(String header) {
    return ForwardedHeader.X_FORWARDED_FOR.client(header, SETTINGS);
  }
}
