package id.kuota.http.edge.ticket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import id.kuota.http.edge.identity.KeyNumbers;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RunningEdge;
import id.kuota.http.testing.Samples;
import id.kuota.http.testing.StubEngine;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/**
 * A gate that others have built: it knows ZXing, RFC 9285, RFC 8037 and the page that describes the
 * code, and nothing of ours.
 */
final class TicketDecodingTest {

  private static final String X509_OF_ED25519 = "302a300506032b6570032100";

  private static RunningEdge edge;
  private static EdgeClient client;

  @BeforeAll
  static void start() {
    edge = TicketEdge.start(new StubEngine(), new KeyNumbers(200, List.of(1)));
    client = edge.client();
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @Test
  void aGateReadsAndChecksTheQrCodeByItself() throws Exception {
    for (JsonNode ticket : tickets()) {
      EdgeClient.Answer png = client.get(ticket.path("qr_png").asText());
      assertThat(png.header("Content-Type")).isEqualTo("image/png");
      String text = decoded(ImageIO.read(new ByteArrayInputStream(png.raw().body())));
      assertThat(text).isEqualTo(ticket.path("code").asText());

      assertThat(text).startsWith("KT1:");
      ByteBuffer bytes = ByteBuffer.wrap(base45(text.substring(4)));
      int keyNumber = bytes.get(0) & 0xff;
      assertThat(keyNumber).isEqualTo(200);
      int signed = bytes.capacity() - 64;
      var signature = Signature.getInstance("Ed25519");
      signature.initVerify(publicKey(keyNumber));
      signature.update("KT1:".getBytes(US_ASCII));
      signature.update(bytes.array(), 0, signed);
      assertThat(signature.verify(bytes.array(), signed, 64)).isTrue();

      bytes.position(1);
      assertThat("tkt_" + base32(bytes)).isEqualTo(ticket.path("id").asText());
      assertThat(bytes.getShort() & 0xffff).isEqualTo(1);
      assertThat(text(bytes)).isEqualTo(Samples.SALE.value());
      assertThat(text(bytes)).isEqualTo("cat1");
    }
  }

  @Test
  void aCameraReadsItFromAHand() throws Exception {
    JsonNode ticket = tickets().getFirst();
    var png =
        ImageIO.read(
            new ByteArrayInputStream(client.get(ticket.path("qr_png").asText()).raw().body()));
    int read = 0;
    for (int degrees : new int[] {2, 5, 10, 20, 33, 45}) {
      try {
        assertThat(decoded(turned(png, degrees), Map.of())).isEqualTo(ticket.path("code").asText());
        read++;
      } catch (ReaderException notThisFrame) {
        // The next frame of the camera is another.
      }
    }
    assertThat(read).as("frames of six that were read").isGreaterThanOrEqualTo(4);
  }

  @Test
  void theDrawingIsTheSameCode() throws Exception {
    JsonNode ticket = tickets().getFirst();
    EdgeClient.Answer svg = client.get(ticket.path("qr_svg").asText());
    assertThat(svg.header("Content-Type")).startsWith("image/svg+xml");

    assertThat(decoded(drawn(svg.text()))).isEqualTo(ticket.path("code").asText());
    assertThat(client.get(ticket.path("page").asText()).text()).contains(svg.text().strip());
  }

  @Test
  void aCodeIsCoarseEnoughForACheapCamera() throws Exception {
    String svg = client.get(tickets().getFirst().path("qr_svg").asText()).text();
    Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) ").matcher(svg);
    assertThat(box.find()).isTrue();
    assertThat(Integer.parseInt(box.group(1))).isLessThanOrEqualTo(49 + 2 * 4);
  }

  private static List<JsonNode> tickets() {
    return client
        .get("/v1/orders/" + TicketEdge.ORDER + "/tickets")
        .json()
        .path("data")
        .valueStream()
        .toList();
  }

  private static PublicKey publicKey(int number) throws Exception {
    JsonNode key =
        client
            .get("/.well-known/jwks.json")
            .json()
            .path("keys")
            .valueStream()
            .filter(known -> known.path("kid").asText().equals(Integer.toString(number)))
            .findFirst()
            .orElseThrow();
    assertThat(key.path("kty").asText() + key.path("crv").asText()).isEqualTo("OKPEd25519");
    byte[] x = Base64.getUrlDecoder().decode(key.path("x").asText());
    byte[] encoded = HexFormat.of().parseHex(X509_OF_ED25519 + HexFormat.of().formatHex(x));
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static String decoded(BufferedImage image) throws Exception {
    return decoded(image, Map.of(DecodeHintType.PURE_BARCODE, true));
  }

  private static String decoded(BufferedImage image, Map<DecodeHintType, ?> hints)
      throws ReaderException {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
    return new QRCodeReader()
        .decode(new BinaryBitmap(new HybridBinarizer(source)), hints)
        .getText();
  }

  /** The image on a larger white sheet that is held at an angle. */
  private static BufferedImage turned(BufferedImage image, int degrees) {
    int side = image.getWidth() * 3 / 2;
    var sheet = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    var pen = sheet.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, side, side);
    pen.rotate(Math.toRadians(degrees), side / 2.0, side / 2.0);
    pen.drawImage(image, image.getWidth() / 4, image.getHeight() / 4, null);
    return sheet;
  }

  /** Draws the rectangles that the path consists of, eight pixels for each module. */
  private static BufferedImage drawn(String svg) throws Exception {
    var root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)))
            .getDocumentElement();
    int side = Integer.parseInt(root.getAttribute("viewBox").split(" ", -1)[2]) * 8;
    var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    var pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, side, side);
    pen.setColor(Color.BLACK);
    String path =
        root.getElementsByTagName("path").item(0).getAttributes().getNamedItem("d").getNodeValue();
    Matcher runs = Pattern.compile("M(\\d+),(\\d+)h(\\d+)v1h-(\\d+)z").matcher(path);
    while (runs.find()) {
      assertThat(runs.group(3)).isEqualTo(runs.group(4));
      pen.fillRect(eight(runs.group(1)), eight(runs.group(2)), eight(runs.group(3)), 8);
    }
    return image;
  }

  private static int eight(String modules) {
    return Integer.parseInt(modules) * 8;
  }

  private static byte[] base45(String text) {
    String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    var bytes = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i += 3) {
      int value = alphabet.indexOf(text.charAt(i)) + 45 * alphabet.indexOf(text.charAt(i + 1));
      if (i + 2 == text.length()) {
        bytes.put((byte) value);
      } else {
        bytes.putShort((short) (value + 2025 * alphabet.indexOf(text.charAt(i + 2))));
      }
    }
    var exact = new byte[bytes.position()];
    bytes.flip().get(exact);
    return exact;
  }

  private static String base32(ByteBuffer bytes) {
    var bits = new BigInteger(1, taken(bytes, 17)).shiftRight(6);
    var letters = new StringBuilder();
    for (int i = 0; i < 26; i++) {
      int five = bits.and(BigInteger.valueOf(31)).intValue();
      letters.append("0123456789abcdefghjkmnpqrstvwxyz".charAt(five));
      bits = bits.shiftRight(5);
    }
    return letters.reverse().toString();
  }

  private static String text(ByteBuffer bytes) {
    return new String(taken(bytes, bytes.get()), US_ASCII);
  }

  private static byte[] taken(ByteBuffer bytes, int length) {
    var taken = new byte[length];
    bytes.get(taken);
    return taken;
  }
}
