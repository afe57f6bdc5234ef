// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.query;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.json.JsonBytes;
import porthole.http.internal.json.JsonCursor;

/** JSON as plain values, as {@link porthole.indexing.api} takes them. */
final class JsonValues {

  private JsonValues() {}

  /** Passes a value. */
  static @Nullable Object read(JsonCursor value) {
    return switch (value.peek()) {
      case '{' -> object(value);
      case '[' -> array(value);
      case '"' -> value.text();
      case 't', 'f' -> value.bool();
      case 'n' -> value.textOrNull();
      default -> number(new String(value.raw(), StandardCharsets.US_ASCII));
    };
  }

  /** Writes a value. */
  static void write(JsonBytes out, @Nullable Object value) {
    if (value instanceof Map<?, ?> object) {
      out.beginObject();
      object.forEach((name, member) -> write(out.name(String.valueOf(name)), member));
      out.endObject();
    } else if (value instanceof List<?> array) {
      out.beginArray();
      array.forEach(element -> write(out, element));
      out.endArray();
    } else if (value == null || value instanceof String) {
      out.text((String) value);
    } else {
      out.literal(value);
    }
  }

  private static Map<String, @Nullable Object> object(JsonCursor value) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    value.object(member -> object.put(member.name(), read(member)));
    return object;
  }

  private static List<@Nullable Object> array(JsonCursor value) {
    List<@Nullable Object> array = new ArrayList<>();
    value.array(element -> array.add(read(element)));
    return array;
  }

  private static Number number(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException notWholeOrTooBig) {
      return Double.valueOf(text);
    }
  }
}
