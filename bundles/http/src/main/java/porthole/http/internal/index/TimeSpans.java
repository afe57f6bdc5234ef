// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.index;

import java.time.Duration;
import java.util.Locale;

/** Spans of time as the protocol writes them. */
final class TimeSpans {

  private TimeSpans() {}

  /** As in {@code 1.02:03:04.0050000}: days, hours, minutes, seconds, 100 ns. */
  static String text(Duration span) {
    String days = span.toDays() == 0 ? "" : span.toDays() + ".";
    return days
        + String.format(
            Locale.ROOT,
            "%02d:%02d:%02d.%07d",
            span.toHoursPart(),
            span.toMinutesPart(),
            span.toSecondsPart(),
            span.toNanosPart() / 100);
  }
}
