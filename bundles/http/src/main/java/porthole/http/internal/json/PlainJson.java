// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** JSON as plain values: String, Boolean, null, List, Map and whatever stands for a number. */
public final class PlainJson {
  private final Function<String, Number> numbers;

  /** With what a number's text becomes. */
  public PlainJson(Function<String, Number> numbers) {
    this.numbers = numbers;
  }

  /** Passes a value. */
  public @Nullable Object read(JsonCursor value) {
    return switch (value.peek()) {
      case '{' -> object(value);
      case '[' -> array(value);
      case '"' -> value.text();
      case 't', 'f' -> value.bool();
      case 'n' -> value.textOrNull();
      default -> numbers.apply(new String(value.raw(), StandardCharsets.US_ASCII));
    };
  }

  /** Passes an object. */
  public Map<String, @Nullable Object> object(JsonCursor value) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    value.object(member -> object.put(member.name(), read(member)));
    return object;
  }

  private List<@Nullable Object> array(JsonCursor value) {
    List<@Nullable Object> array = new ArrayList<>();
    value.array(element -> array.add(read(element)));
    return array;
  }

  /** Writes a value; a number as its text. */
  public static void write(JsonBytes out, @Nullable Object value) {
    if (value instanceof Map<?, ?> object) {
      out.beginObject();
      object.forEach((name, member) -> write(out.name(String.valueOf(name)), member));
      out.endObject();
    } else if (value instanceof List<?> array) {
      out.beginArray();
      array.forEach(element -> write(out, element));
      out.endArray();
    } else if (value instanceof Number || value instanceof Boolean) {
      out.literal(value);
    } else {
      out.text(value == null ? null : value.toString());
    }
  }
}
