package id.kuota.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Times of the one day on which all examples happen. */
public final class Moment {

  private static final LocalDate DAY = LocalDate.of(2023, 5, 17);

  private Moment() {}

  /** A time of the day, such as {@code 10:06} or {@code 10:06:00.5}, in UTC. */
  public static Instant at(String time) {
    return DAY.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
  }
}
