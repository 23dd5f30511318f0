package id.kuota.persistence.report;

import java.time.Instant;
import java.time.LocalDate;

/** A value in a report; its kind is that of its column, unless it is empty. */
public sealed interface Cell {

  record Text(String value) implements Cell {}

  /** Money, units or a count: never a fraction. */
  record Whole(long value) implements Cell {}

  record Time(Instant value) implements Cell {}

  record Day(LocalDate value) implements Cell {}

  /** There is no value, which is not the same as zero. */
  enum Empty implements Cell {
    EMPTY
  }
}
