// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.json;

import java.util.List;
import java.util.Locale;

/** Sizes as clients expect them: in bytes, and in words. */
public final class Sizes {
  private static final List<String> UNITS =
      List.of("Bytes", "KBytes", "MBytes", "GBytes", "TBytes");

  private Sizes() {}

  /** Writes a size as an object. */
  public static void write(JsonBytes body, long bytes) {
    body.beginObject().field("SizeInBytes", bytes).field("HumaneSize", humane(bytes)).endObject();
  }

  private static String humane(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < UNITS.size() - 1) {
      size /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + " Bytes"
        : String.format(Locale.ROOT, "%.2f %s", size, UNITS.get(unit));
  }
}
