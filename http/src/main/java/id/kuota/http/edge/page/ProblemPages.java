package id.kuota.http.edge.page;

import id.kuota.http.edge.problem.ProblemCode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** The pages that explain the problems, in Indonesian and English. */
final class ProblemPages {

  private static final Template ROW =
      new Template(
          """
          <tr><td>{{status}}</td><td><a href="{{page}}"><code>{{code}}</code></a></td>\
          <td>{{title_en}}</td><td lang="id">{{title_id}}</td></tr>
          """);

  private final Template problem = Template.own("problem.html");
  private final Template list = Template.own("problems.html");
  private final Properties english = WebFiles.ownProperties("problems_en.properties");
  private final Properties indonesian = WebFiles.ownProperties("problems_id.properties");

  Template.Html page(ProblemCode code) {
    return problem.fill(words(code));
  }

  Template.Html list() {
    String rows =
        Arrays.stream(ProblemCode.values())
            .map(code -> ROW.fill(words(code)).html())
            .collect(Collectors.joining());
    return list.fill(Map.of("rows", new Template.Html(rows)));
  }

  private Map<String, String> words(ProblemCode code) {
    var words = new HashMap<String, String>();
    words.put("code", code.code());
    words.put("page", code.page());
    words.put("status", Integer.toString(code.status()));
    words.put("title_en", code.title());
    words.put("meaning_en", text(english, code, "meaning"));
    words.put("remedy_en", text(english, code, "remedy"));
    words.put("title_id", text(indonesian, code, "title"));
    words.put("meaning_id", text(indonesian, code, "meaning"));
    words.put("remedy_id", text(indonesian, code, "remedy"));
    return words;
  }

  private static String text(Properties language, ProblemCode code, String part) {
    String text = language.getProperty(code.code() + "." + part);
    if (text == null)
      throw new IllegalStateException("a problem without words: " + code + " " + part);
    return text;
  }
}
