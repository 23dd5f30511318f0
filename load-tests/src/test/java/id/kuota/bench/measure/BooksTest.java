package id.kuota.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.bench.result.Violation;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every fault that is planted has to be found. */
final class BooksTest {

  private static final long OPENED = 100;
  private static final BitSet GRANTED = numbers(1, 2, 3);

  @Test
  void booksThatBalanceAreNoViolation() {
    assertThat(against(books(100, 97, 3, 0, 3, numbers(1, 2, 3)))).isEmpty();
    assertThat(against(Books.inMemory(100, 97, 2, 1, 3))).isEmpty();
  }

  @Test
  void aUnitThatVanishedIsFound() {
    assertThat(against(books(100, 96, 3, 0, 3, numbers(1, 2, 3))))
        .extracting(Violation::what)
        .containsExactly("sold 0 + held 3 + available 96 is not the capacity 100");
  }

  @Test
  void aUnitWithoutAnOwnerIsFound() {
    assertThat(against(books(100, 96, 4, 0, 3, numbers(1, 2, 3))))
        .extracting(Violation::what)
        .containsExactly("4 units are taken, 3 were granted");
  }

  @Test
  void aHoldThatWasAcknowledgedAndIsNotThereIsFound() {
    assertThat(against(books(100, 97, 3, 0, 2, numbers(1, 3))))
        .extracting(Violation::what)
        .containsExactly(
            "2 entries for 3 that were granted", "1 granted but not there, such as [2]");
  }

  @Test
  void anUnrequestedHoldIsFoundAlsoIfTheirNumberIsRight() {
    assertThat(against(books(100, 97, 3, 0, 3, numbers(1, 2, 4))))
        .extracting(Violation::what)
        .containsExactly(
            "1 granted but not there, such as [3]", "1 there but never granted, such as [4]");
  }

  @Test
  void aChangedCapacityIsFound() {
    assertThat(against(books(101, 98, 3, 0, 3, numbers(1, 2, 3))))
        .extracting(Violation::what)
        .containsExactly("capacity is 101, not 100");
  }

  @Test
  void aViolationNamesThePlace() {
    assertThat(against(books(100, 96, 3, 0, 3, numbers(1, 2, 3))))
        .extracting(Violation::where)
        .containsExactly("round 1, a table");
  }

  private static List<Violation> against(Books books) {
    return books.against("round 1", OPENED, GRANTED);
  }

  private static Books books(
      long capacity, long available, long held, long sold, long entries, BitSet known) {
    return new Books("a table", capacity, available, held, sold, entries, Optional.of(known));
  }

  private static BitSet numbers(int... numbers) {
    var set = new BitSet();
    IntStream.of(numbers).forEach(set::set);
    return set;
  }
}
