package id.kuota.http.contract;

import id.kuota.http.testing.Contract;
import id.kuota.http.testing.EdgeClient;
import id.kuota.http.testing.RawClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** Sends requests and notes how they were answered, to see in the end what is missing. */
final class GivenAnswers {

  private final Set<String> given = new ConcurrentSkipListSet<>();
  private final EdgeClient client;
  private final RawClient raw;

  GivenAnswers(int port) {
    this.client = new EdgeClient(port);
    this.raw = new RawClient(port);
  }

  EdgeClient.Answer send(Request request) {
    return sendTo(client, request);
  }

  /** Sends it to another edge. */
  EdgeClient.Answer sendTo(EdgeClient other, Request request) {
    return note(request, request.send(other));
  }

  /** Sends its head, and this as all that comes of its body. */
  EdgeClient.Answer sendRaw(Request request, String rest) {
    return note(request, raw.send(request.method(), request.path(), request.head() + rest));
  }

  /** Sends these with bodies that do not come, where a time-out is declared for it. */
  List<EdgeClient.Answer> sendWithoutBody(List<Request> requests) throws Exception {
    var asked = new ArrayList<Callable<EdgeClient.Answer>>();
    for (Request request : requests) {
      if (request.declares(408)) {
        asked.add(() -> sendRaw(request, "Content-Length: 100\r\n\r\n{"));
      }
    }
    return allAtOnce(asked);
  }

  /**
   * The answers that are declared, concern us, and were not given; {@link ScopesIT} has its own.
   */
  Set<String> missing(Predicate<String> concernsUs) {
    var missing = new TreeSet<>(Contract.answers());
    missing.removeIf(concernsUs.negate());
    missing.removeIf(ScopesIT::isHere);
    if (missing.isEmpty()) throw new AssertionError("no answer of the document concerns us");
    missing.removeAll(given);
    return missing;
  }

  static List<EdgeClient.Answer> allAtOnce(List<Callable<EdgeClient.Answer>> asked)
      throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<EdgeClient.Answer>();
      for (Future<EdgeClient.Answer> answer : threads.invokeAll(asked)) answers.add(answer.get());
      return answers;
    }
  }

  private EdgeClient.Answer note(Request request, EdgeClient.Answer answer) {
    given.add(request.operation() + " " + answer.status());
    return answer;
  }
}
