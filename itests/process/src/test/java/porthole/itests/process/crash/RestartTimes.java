// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long starts took. */
final class RestartTimes {
  private static final double NANOS_PER_SECOND = 1e9;
  private final List<Long> nanos = new ArrayList<>();

  void add(long time) {
    nanos.add(time);
  }

  /** The shortest, the middle and the longest, in seconds. */
  @Override
  public String toString() {
    if (nanos.isEmpty()) {
      return "none";
    }
    List<Long> sorted = nanos.stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        "%.2f/%.2f/%.2f s",
        sorted.get(0) / NANOS_PER_SECOND,
        sorted.get(sorted.size() / 2) / NANOS_PER_SECOND,
        sorted.get(sorted.size() - 1) / NANOS_PER_SECOND);
  }
}
