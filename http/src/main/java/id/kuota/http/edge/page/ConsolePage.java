package id.kuota.http.edge.page;

import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;

/**
 * The operator's console: a page of modules that the browser itself puts together by an import map,
 * with Lit and uPlot out of their own jars. It has no data in it; see decision 0054.
 */
public final class ConsolePage implements RouteGroup {

  private static final String PAGE = "/console";
  private static final String FOLDER = "console/";

  private static final ContentType CSS = MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8);
  private static final ContentType SCRIPT =
      MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8);

  private static final List<String> STYLES = List.of("tokens.css", "console.css");

  private static final List<String> SCRIPTS =
      List.of(
          "access.js",
          "cancellation.js",
          "chart.js",
          "cluster.js",
          "controls.js",
          "create.js",
          "csv.js",
          "draft.js",
          "exports.js",
          "format.js",
          "gates.js",
          "icons.js",
          "live.js",
          "live-parts.js",
          "main.js",
          "order.js",
          "orders.js",
          "parts.js",
          "refunds.js",
          "reports.js",
          "room.js",
          "sales.js",
          "session.js",
          "settings.js",
          "sign-in.js",
          "stream.js",
          "ticket.js",
          "words.crowd.en.js",
          "words.crowd.id.js",
          "words.en.js",
          "words.id.js",
          "words.js");

  /** A file of a library, by the name under which the import map knows it. */
  private record Foreign(String name, String library, String path) {}

  private static final List<Foreign> FOREIGN =
      List.of(
          new Foreign("lit.js", "lit", "index.js"),
          new Foreign("lit-html.js", "lit-html", "lit-html.js"),
          new Foreign("is-server.js", "lit-html", "is-server.js"),
          new Foreign("lit-element.js", "lit-element", "lit-element.js"),
          new Foreign("reactive-element.js", "lit__reactive-element", "reactive-element.js"),
          new Foreign("css-tag.js", "lit__reactive-element", "css-tag.js"),
          new Foreign("uplot.js", "uplot", "dist/uPlot.esm.js"));

  private final ReadyAnswer page;
  private final Map<String, ReadyAnswer> files = new TreeMap<>();

  public ConsolePage() {
    String imports = WebFiles.ownText(FOLDER + "imports.json").strip();
    Template.Html html =
        Template.own(FOLDER + "console.html").fill(Map.of("imports", new Template.Html(imports)));
    page = ReadyAnswer.page(html, policy(imports));
    SCRIPTS.forEach(name -> put(name, SCRIPT, WebFiles.own(FOLDER + name)));
    STYLES.forEach(name -> put(name, CSS, WebFiles.own(FOLDER + name)));
    FOREIGN.forEach(file -> put(file.name(), SCRIPT, WebFiles.npm(file.library(), file.path())));
    put("uplot.css", CSS, WebFiles.npm("uplot", "dist/uPlot.min.css"));
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get(PAGE, page), Route.get(PAGE + "/{file}", this::file));
  }

  private CompletionStage<HttpResponse> file(RequestContext context) {
    ReadyAnswer file = files.get(context.parameter("file"));
    return file == null ? context.refuse(Problem.of(ProblemCode.NOT_FOUND)) : file.handle(context);
  }

  private void put(String name, ContentType type, byte[] bytes) {
    files.put(name, ReadyAnswer.file(type, bytes));
  }

  /** An import map stands in the page itself, so the policy names it by its hash, and no other. */
  private static String policy(String imports) {
    return PageAnswer.POLICY + "; script-src 'self' 'sha256-" + sha256(imports) + "'";
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
