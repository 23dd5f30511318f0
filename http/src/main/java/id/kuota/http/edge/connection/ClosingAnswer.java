package id.kuota.http.edge.connection;

import id.kuota.http.edge.problem.Problem;
import id.kuota.http.edge.problem.ProblemCode;
import id.kuota.http.edge.route.Problems;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.util.ByteString;

/** Answers that are written past the HTTP layer, which has no request to answer. */
final class ClosingAnswer {

  static final ByteString LATE_HEAD =
      bytes(Problem.of(ProblemCode.REQUEST_TIMEOUT, "The head of the request took too long."));

  static final ByteString LARGE_HEAD =
      bytes(
          Problem.of(
              ProblemCode.HEADERS_TOO_LARGE,
              "The head of a request may have %d bytes."
                  .formatted(ConnectionSettings.HEAD_BYTES_MAX)));

  private ClosingAnswer() {}

  private static ByteString bytes(Problem problem) {
    HttpResponse answer = Problems.answer(problem, null);
    var entity = (HttpEntity.Strict) answer.entity();
    var head = new StringBuilder("HTTP/1.1 ");
    head.append(answer.status().intValue()).append(' ').append(answer.status().reason());
    for (HttpHeader header : answer.getHeaders()) {
      head.append("\r\n").append(header.name()).append(": ").append(header.value());
    }
    head.append("\r\nContent-Type: ").append(entity.getContentType());
    head.append("\r\nContent-Length: ").append(entity.getData().size());
    head.append("\r\nConnection: close\r\n\r\n");
    return ByteString.fromString(head.toString(), StandardCharsets.US_ASCII)
        .concat(entity.getData());
  }
}
