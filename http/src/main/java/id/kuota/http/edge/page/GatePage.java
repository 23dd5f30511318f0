package id.kuota.http.edge.page;

import id.kuota.http.edge.json.Json;
import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.Conditional;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * The page that a steward opens at a gate, and all its files. A worker keeps them on the device
 * under one version, so that the page opens without a network and never mixes two versions.
 */
public final class GatePage implements RouteGroup {

  private static final String PAGE = "/gate";
  private static final String FOLDER = "gate/";
  private static final String THIRD_PARTY = FOLDER + "third-party/";
  private static final String WORKER = "worker.js";

  /** The decoder of QR codes is WebAssembly; nothing else may be made from strings. */
  private static final String POLICY =
      PageAnswer.POLICY + "; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' blob:";

  private static final List<String> OWN =
      List.of(
          "awake.js",
          "camera.js",
          "code.js",
          "decoder.js",
          "desk.js",
          "gate.css",
          "gate.webmanifest",
          "heartbeat.js",
          "keys.js",
          "layouts.json",
          "line.js",
          "lists.js",
          "main.js",
          "offline.js",
          "reading.js",
          "server.js",
          "setup.js",
          "show.js",
          "signal.js",
          "signature.js",
          "store.js",
          "sync.js",
          "wedge.js",
          "words.js");

  private static final List<String> FOREIGN =
      List.of("noble-ed25519.js", "zxing-reader.js", "zxing_reader.wasm");

  private static final ContentType MANIFEST =
      ContentTypes.create(
          MediaTypes.customWithFixedCharset(
              "application", "manifest+json", HttpCharsets.UTF_8, Map.of(), false));

  private static final Map<String, ContentType> TYPES =
      Map.of(
          "json", MediaTypes.APPLICATION_JSON.toContentType(),
          "js", MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8),
          "css", MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8),
          "svg", MediaTypes.IMAGE_SVG_XML.toContentType(),
          "webmanifest", MANIFEST,
          "wasm", MediaTypes.applicationBinary("wasm", true).toContentType());

  private final ReadyAnswer page;
  private final Map<String, ReadyAnswer> files = new TreeMap<>();

  public GatePage() {
    var contents = new TreeMap<String, byte[]>();
    OWN.forEach(name -> contents.put(name, WebFiles.own(FOLDER + name)));
    FOREIGN.forEach(name -> contents.put(name, WebFiles.own(THIRD_PARTY + name)));
    contents.put("kuota.svg", WebFiles.own("kuota.svg"));
    byte[] html = WebFiles.own(FOLDER + "gate.html");
    page = ReadyAnswer.page(new Template.Html(new String(html, StandardCharsets.UTF_8)), POLICY);
    contents.forEach((name, bytes) -> files.put(name, ReadyAnswer.file(type(name), bytes)));
    files.put(WORKER, worker(html, contents));
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get(PAGE, page), Route.get(PAGE + "/{file}", this::file));
  }

  private CompletionStage<HttpResponse> file(RequestContext context) {
    ReadyAnswer file = files.get(context.parameter("file"));
    return file == null ? context.refuse(Problem.of(ProblemCode.NOT_FOUND)) : file.handle(context);
  }

  /** Returns the service worker, which is below the page and may still serve it. */
  private static ReadyAnswer worker(byte[] html, Map<String, byte[]> contents) {
    Template worker = Template.own(FOLDER + WORKER);
    var all = new ByteArrayOutputStream();
    all.writeBytes(html);
    all.writeBytes(worker.html().getBytes(StandardCharsets.UTF_8));
    contents.values().forEach(all::writeBytes);
    String version = Conditional.etagOf(all.toByteArray()).replaceAll("[^0-9A-Za-z]", "");
    List<String> addresses =
        Stream.concat(Stream.of(PAGE), contents.keySet().stream().map(name -> PAGE + "/" + name))
            .toList();
    var list = new Template.Html(new String(Json.bytes(addresses), StandardCharsets.UTF_8));
    Template.Html filled = worker.fill(Map.of("version", version, "files", list));
    return ReadyAnswer.file(type(WORKER), filled.html().getBytes(StandardCharsets.UTF_8))
        .with(RawHeader.create("Service-Worker-Allowed", PAGE));
  }

  private static ContentType type(String name) {
    ContentType type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) throw new IllegalStateException("no content type is known for " + name);
    return type;
  }
}
