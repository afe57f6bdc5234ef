// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.value;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as texts that sort as they do. */
public final class Dates {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Dates() {}

  /** As in {@code 2026-11-22T08:00:00.0000000Z}, to 100 ns. */
  public static String text(Instant instant) {
    return FORMAT.format(instant);
  }
}
