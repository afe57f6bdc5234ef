// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.value;

/** Units that dates are moved by. */
public enum Calendar {
  YEARS(0),
  MONTHS(0),
  DAYS(TimeSpan.PER_DAY),
  HOURS(TimeSpan.PER_HOUR),
  MINUTES(TimeSpan.PER_MINUTE),
  SECONDS(TimeSpan.PER_SECOND),
  MILLISECONDS(TimeSpan.PER_MILLISECOND),
  TICKS(1);

  private final long ticks;

  Calendar(long ticks) {
    this.ticks = ticks;
  }

  /** So many of these later; years and months are whole. */
  public DateTime add(DateTime date, double count) {
    return switch (this) {
      case YEARS -> date.with(date.local().plusYears((long) count));
      case MONTHS -> date.with(date.local().plusMonths((long) count));
      default -> date.plus(TimeSpan.of(count, ticks).ticks());
    };
  }

  /** So many of these; years and months have no fixed length. */
  public TimeSpan span(double count) {
    return TimeSpan.of(count, ticks);
  }

  /** As in {@code 11/22/2026}. */
  public static String shortDate(DateTime date) {
    return DateFormat.of("d").text(date);
  }
}
