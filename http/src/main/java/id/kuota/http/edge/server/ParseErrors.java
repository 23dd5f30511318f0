package id.kuota.http.edge.server;

import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.Problems;
import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/**
 * Answers what is not even HTTP, as a problem. Named in {@code http.conf}; the server looks for the
 * field {@code MODULE$}.
 */
public final class ParseErrors extends ParsingErrorHandler {

  public static final ParseErrors MODULE$ = new ParseErrors();

  private ParseErrors() {}

  @Override
  public HttpResponse handle(
      StatusCode status, ErrorInfo info, LoggingAdapter log, ServerSettings settings) {
    return EdgeTraces.marked(
        HttpRequest.create(), Problems.answer(Problem.of(code(status.intValue())), null));
  }

  private static ProblemCode code(int status) {
    return switch (status) {
      case 413 -> ProblemCode.BODY_TOO_LARGE;
      case 414 -> ProblemCode.ADDRESS_TOO_LONG;
      case 431 -> ProblemCode.HEADERS_TOO_LARGE;
      case 501 -> ProblemCode.METHOD_UNKNOWN;
      default -> ProblemCode.MALFORMED_REQUEST;
    };
  }
}
