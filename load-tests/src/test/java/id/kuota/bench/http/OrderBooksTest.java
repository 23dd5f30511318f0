package id.kuota.bench.http;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.bench.http.client.LoadResult;
import id.kuota.bench.result.Violation;
import id.kuota.load.server.QuotaAnswer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class OrderBooksTest {

  private static final long CAPACITY = 1_000;

  private final Set<String> orders = new HashSet<>();
  private QuotaAnswer quota = quota(0, CAPACITY);
  private final OrderBooks books = new OrderBooks("here", () -> quota, orders::contains);

  @Test
  void whatWasGrantedIsHeld() {
    books.add(result(Map.of(201, 7L), 0));
    quota = quota(7, CAPACITY - 7);

    assertThat(books.check()).isEmpty();
  }

  @Test
  void aUnitWithoutAnAnswerIsAViolation() {
    books.add(result(Map.of(201, 7L), 0));
    quota = quota(8, CAPACITY - 8);

    assertThat(books.check())
        .extracting(Violation::what)
        .containsExactly("7 orders were granted and 0 may have been, 8 units are held");
  }

  @Test
  void aGrantThatIsNotHeldIsAViolation() {
    books.add(result(Map.of(201, 7L), 2));
    quota = quota(6, CAPACITY - 6);

    assertThat(books.check()).hasSize(1);
  }

  @Test
  void whatWasNotAnsweredMayBeHeldOrNot() {
    books.add(result(Map.of(201, 7L, 503, 1L), 2));
    quota = quota(10, CAPACITY - 10);
    assertThat(books.check()).isEmpty();

    quota = quota(11, CAPACITY - 11);
    assertThat(books.check()).hasSize(1);
  }

  @Test
  void numbersThatDoNotAddUpAreAViolation() {
    quota = quota(0, CAPACITY - 1);

    assertThat(books.check())
        .extracting(Violation::what)
        .singleElement()
        .asString()
        .contains("add up");
  }

  @Test
  void anOrderThatABuyerWasToldOfMustExist() {
    books.heard(201, answer("/v1/orders/ord_1"));
    orders.add("/v1/orders/ord_1");
    assertThat(books.check()).isEmpty();

    var others = new OrderBooks("here", () -> quota, orders::contains);
    others.heard(201, answer("/v1/orders/ord_2"));
    assertThat(others.check())
        .extracting(Violation::what)
        .containsExactly("1 of 1 answered orders do not exist, such as /v1/orders/ord_2");
  }

  private static ByteBuffer answer(String location) {
    String text =
        "HTTP/1.1 201 Created\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n".formatted(location);
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static QuotaAnswer quota(long held, long available) {
    return new QuotaAnswer("sale.cat1", CAPACITY, available, held, 0, held);
  }

  private static LoadResult result(Map<Integer, Long> statuses, long unanswered) {
    Duration second = Duration.ofSeconds(1);
    return new LoadResult(
        second, second, 0, new TreeMap<>(statuses), 0, unanswered, 0, new Histogram(3));
  }
}
