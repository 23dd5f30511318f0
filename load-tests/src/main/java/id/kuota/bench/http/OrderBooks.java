package id.kuota.bench.http;

import id.kuota.bench.http.client.Answers;
import id.kuota.bench.http.client.LoadResult;
import id.kuota.bench.result.Violation;
import id.kuota.load.server.QuotaAnswer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The buyers' answers about one quota, against what the node knows of it. No hold ends and no buyer
 * pays while the bench runs, so what is held is what was granted.
 */
final class OrderBooks implements Answers {

  static final int CREATED = 201;

  /** One of so many orders is looked for afterwards. */
  private static final int SAMPLED_EVERY = 97;

  private static final int SAMPLES_MAX = 200;

  private final String where;
  private final Supplier<QuotaAnswer> quota;
  private final Predicate<String> exists;
  private final List<String> samples = new ArrayList<>();
  private long heard;
  private long granted;

  /** Requests that may have been granted for all we know. */
  private long unknown;

  /**
   * Books of one quota.
   *
   * @param quota asks the node for the quota's numbers
   * @param exists asks the node for an order, by its path
   */
  OrderBooks(String where, Supplier<QuotaAnswer> quota, Predicate<String> exists) {
    this.where = where;
    this.quota = quota;
    this.exists = exists;
  }

  @Override
  public void heard(int status, ByteBuffer answer) {
    if (status != CREATED) return;
    if (heard++ % SAMPLED_EVERY == 0 && samples.size() < SAMPLES_MAX) samples.add(path(answer));
  }

  /** Units that were taken before the books begin. */
  void grantedBefore(long units) {
    granted += units;
  }

  /** All answers of a run; of what was not answered, and not granted, nothing is known. */
  void add(LoadResult result) {
    granted += result.answered(CREATED);
    unknown += result.answered() - result.answered(CREATED) + result.unknown();
  }

  /** Returns what does not agree. */
  List<Violation> check() {
    var violations = new ArrayList<Violation>();
    QuotaAnswer now = quota.get();
    if (now.held() < granted || now.held() > granted + unknown) {
      violations.add(
          violation(
              "%d orders were granted and %d may have been, %d units are held"
                  .formatted(granted, unknown, now.held())));
    }
    if (now.available() + now.held() + now.sold() != now.capacity()) {
      violations.add(violation("the numbers of the quota do not add up: " + now));
    }
    List<String> lost = samples.stream().filter(exists.negate()).toList();
    if (!lost.isEmpty()) {
      violations.add(
          violation(
              "%d of %d answered orders do not exist, such as %s"
                  .formatted(lost.size(), samples.size(), lost.getFirst())));
    }
    samples.clear();
    return violations;
  }

  private Violation violation(String what) {
    return new Violation(where, what);
  }

  private static String path(ByteBuffer answer) {
    return Answers.location(answer).orElse("(a 201 without a Location)");
  }
}
