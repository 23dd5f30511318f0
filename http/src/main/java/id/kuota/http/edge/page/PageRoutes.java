package id.kuota.http.edge.page;

import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.RequestContext;
import id.kuota.http.edge.route.Route;
import id.kuota.http.edge.route.RouteGroup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;

/** The pages, and the files that they need. */
public final class PageRoutes implements RouteGroup {

  private static final ContentType CSS = MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8);
  private static final ContentType SCRIPT =
      MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8);
  private static final ContentType SVG = MediaTypes.IMAGE_SVG_XML.toContentType();
  private static final ContentType YAML =
      ContentTypes.create(
          MediaTypes.customWithFixedCharset(
              "application", "yaml", HttpCharsets.UTF_8, Map.of(), false));

  private final Template layout = Template.own("layout.html");
  private final ReadyAnswer home;
  private final ReadyAnswer docs;
  private final ReadyAnswer problems;
  private final Map<String, ReadyAnswer> problemPages = new HashMap<>();
  private final Map<String, ReadyAnswer> assets = new HashMap<>();
  private final ReadyAnswer openApi;

  public PageRoutes() {
    home = inLayout("Home", new Template.Html(WebFiles.ownText("home.html")));
    docs = ReadyAnswer.swaggerUi(new Template.Html(WebFiles.ownText("docs.html")));
    openApi = ReadyAnswer.file(YAML, WebFiles.own("openapi.yaml"));
    var pages = new ProblemPages();
    problems = inLayout("Problems", pages.list());
    for (ProblemCode code : ProblemCode.values()) {
      problemPages.put(code.code(), inLayout(code.title(), pages.page(code)));
    }
    assets.put("kuota.css", ReadyAnswer.file(CSS, WebFiles.own("kuota.css")));
    assets.put("ticket.css", ReadyAnswer.file(CSS, WebFiles.own("ticket.css")));
    assets.put("waiting-room.css", ReadyAnswer.file(CSS, WebFiles.own("waiting-room.css")));
    assets.put("kuota.svg", ReadyAnswer.file(SVG, WebFiles.own("kuota.svg")));
    assets.put("home.js", ReadyAnswer.file(SCRIPT, WebFiles.own("home.js")));
    assets.put("docs.js", ReadyAnswer.file(SCRIPT, WebFiles.own("docs.js")));
    assets.put("swagger-ui.css", ReadyAnswer.file(CSS, WebFiles.swaggerUi("swagger-ui.css")));
    assets.put(
        "swagger-ui-bundle.js",
        ReadyAnswer.file(SCRIPT, WebFiles.swaggerUi("swagger-ui-bundle.js")));
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.publicGet("/", home),
        Route.publicGet("/docs", docs),
        Route.publicGet("/openapi.yaml", openApi),
        Route.publicGet("/problems", problems),
        Route.publicGet("/problems/{code}", context -> named(context, problemPages, "code")),
        Route.publicGet("/assets/{file}", context -> named(context, assets, "file")));
  }

  private static CompletionStage<HttpResponse> named(
      RequestContext context, Map<String, ReadyAnswer> answers, String parameter) {
    ReadyAnswer answer = answers.get(context.parameter(parameter));
    return answer == null
        ? context.refuse(Problem.of(ProblemCode.NOT_FOUND))
        : answer.handle(context);
  }

  private ReadyAnswer inLayout(String title, Template.Html content) {
    return ReadyAnswer.page(layout.fill(Map.of("title", title, "content", content)));
  }
}
