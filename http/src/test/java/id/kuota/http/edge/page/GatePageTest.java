package id.kuota.http.edge.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.StubEngine;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of the page of a gate; what they do is seen in a browser, by {@code GatePageIT}. */
final class GatePageTest {

  private static final Pattern FILES = Pattern.compile("const FILES = (\\[.*]);");
  private static final Pattern VERSION = Pattern.compile("kuota-gate-([0-9A-Za-z]{8,})\"");
  private static final Pattern NEEDED =
      Pattern.compile("(?:from |import\\()\"\\./([^\"]+)\"|\"/gate/([a-z-]+\\.[a-z]+)\"");
  private static final Pattern FOREIGN = Pattern.compile("zxing|noble");
  private static final Pattern ELSEWHERE = Pattern.compile("https?://|//[a-z]+\\.[a-z]+");

  private static RunningEdge edge;
  private static EdgeClient client;

  @BeforeAll
  static void start() {
    edge = RunningEdge.start(new StubEngine().engine());
    client = edge.client();
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @Test
  void theDeviceKeepsEveryFileThatIsNeeded() throws IOException {
    List<String> kept = kept();
    assertThat(kept).contains("/gate", "/gate/zxing_reader.wasm", "/gate/noble-ed25519.js");
    for (String file : kept) {
      EdgeClient.Answer answer = client.get(file);
      assertThat(answer.status()).as(file).isEqualTo(200);
      boolean isOurs = file.endsWith(".js") && !FOREIGN.matcher(file).find();
      if (!isOurs) continue;
      assertThat(ELSEWHERE.matcher(answer.text()).find()).as(file + " asks others").isFalse();
      for (MatchResult needed : NEEDED.matcher(answer.text()).results().toList()) {
        String name = needed.group(1) == null ? needed.group(2) : needed.group(1);
        if (!name.equals("worker.js")) assertThat(kept).as(file).contains("/gate/" + name);
      }
    }
  }

  @Test
  void theWorkerServesThePageAndHasAVersion() {
    EdgeClient.Answer worker = client.get("/gate/worker.js");
    assertThat(worker.header("Service-Worker-Allowed")).isEqualTo("/gate");
    assertThat(VERSION.matcher(worker.text()).find()).as(worker.text()).isTrue();
    assertThat(worker.text()).doesNotContain("{{");
  }

  @Test
  void nothingButTheDecoderMayBeCompiled() {
    assertThat(client.get("/gate").header("Content-Security-Policy"))
        .contains("default-src 'self'")
        .contains("script-src 'self' 'wasm-unsafe-eval'")
        .doesNotContain("unsafe-inline");
  }

  @ParameterizedTest
  @CsvSource({
    "main.js, application/javascript; charset=UTF-8",
    "gate.css, text/css; charset=UTF-8",
    "gate.webmanifest, application/manifest+json",
    "zxing_reader.wasm, application/wasm",
    "kuota.svg, image/svg+xml"
  })
  void aFileHasItsType(String file, String type) {
    assertThat(client.get("/gate/" + file).header("Content-Type")).isEqualTo(type);
  }

  /** As in third-party/README.md, which says where they are from. */
  @ParameterizedTest
  @CsvSource({
    "zxing-reader.js, d33d09ce132a692faffbed0dce656c36cb2573b4b843885a6e036390d1071d95",
    "zxing_reader.wasm, e8af31edb56d0522f4de74495839385ef019ba8bc90d38e5ecb2f18795d86fb2",
    "noble-ed25519.js, a4f631d1876b5d9e43a86cd71194ca27b5e1451edf4ba4db9a418f40a475569a"
  })
  void theFilesOfOthersAreAsTheyMadeThem(String file, String sha256)
      throws GeneralSecurityException {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(client.get("/gate/" + file).raw().body());
    assertThat(HexFormat.of().formatHex(digest)).isEqualTo(sha256);
  }

  private static List<String> kept() throws IOException {
    Matcher list = FILES.matcher(client.get("/gate/worker.js").text());
    assertThat(list.find()).isTrue();
    var files = new ArrayList<String>();
    new ObjectMapper().readTree(list.group(1)).forEach(file -> files.add(file.asText()));
    return files;
  }
}
