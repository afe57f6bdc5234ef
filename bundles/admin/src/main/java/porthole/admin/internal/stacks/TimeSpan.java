// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.stacks;

import java.util.Locale;

/** Durations as RavenDB writes them: {@code [d.]hh:mm:ss[.fffffff]}. */
final class TimeSpan {
  private static final long SECOND = 1_000_000_000L;
  private static final long DAY = 24 * 3600 * SECOND;

  private TimeSpan() {}

  /** The text for a duration of 0 or more nanoseconds; what is below 100 ns is cut. */
  static String ofNanos(long nanos) {
    StringBuilder text = new StringBuilder(24);
    if (nanos >= DAY) {
      text.append(nanos / DAY).append('.');
    }
    long seconds = nanos % DAY / SECOND;
    text.append(
        String.format(
            Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60));
    long ticks = nanos % SECOND / 100;
    if (ticks > 0) {
      text.append(String.format(Locale.ROOT, ".%07d", ticks));
    }
    return text.toString();
  }
}
