// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.query;

import org.jspecify.annotations.Nullable;
import porthole.http.internal.json.JsonBytes;
import porthole.http.internal.json.JsonCursor;
import porthole.http.internal.json.PlainJson;

/** JSON as plain values, as {@link porthole.indexing.api} takes them. */
final class JsonValues {
  private static final PlainJson JSON = new PlainJson(JsonValues::number);

  private JsonValues() {}

  /** Passes a value. */
  static @Nullable Object read(JsonCursor value) {
    return JSON.read(value);
  }

  /** Writes a value, as one. */
  static void write(JsonBytes out, @Nullable Object value) {
    PlainJson.write(out, value);
  }

  private static Number number(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException notWholeOrTooBig) {
      return Double.valueOf(text);
    }
  }
}
