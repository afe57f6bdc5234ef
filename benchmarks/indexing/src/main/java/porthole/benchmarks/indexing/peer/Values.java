// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** JSON documents as plain values, read by Gson's streaming reader. */
final class Values {
  private Values() {}

  static Map<String, @Nullable Object> of(byte[] json) throws IOException {
    return object(new JsonReader(new StringReader(new String(json, UTF_8))));
  }

  private static Map<String, @Nullable Object> object(JsonReader reader) throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      object.put(reader.nextName(), value(reader));
    }
    reader.endObject();
    return object;
  }

  private static List<@Nullable Object> array(JsonReader reader) throws IOException {
    List<@Nullable Object> array = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      array.add(value(reader));
    }
    reader.endArray();
    return array;
  }

  private static @Nullable Object value(JsonReader reader) throws IOException {
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> object(reader);
      case BEGIN_ARRAY -> array(reader);
      case BOOLEAN -> reader.nextBoolean();
      case NUMBER -> number(reader.nextString());
      case NULL -> {
        reader.nextNull();
        yield null;
      }
      default -> reader.nextString();
    };
  }

  // Gson's own way to whole numbers throws and catches for each that is none.
  private static Number number(String text) {
    boolean whole = text.chars().allMatch(c -> c == '-' || Character.isDigit(c));
    return whole ? (Number) Long.valueOf(text) : Double.valueOf(text);
  }

  /** Each value at a path; lists are gone through. */
  static void each(@Nullable Object value, List<String> names, Consumer<@Nullable Object> found) {
    if (value instanceof List<?> list) {
      for (Object element : list) {
        each(element, names, found);
      }
    } else if (names.isEmpty()) {
      found.accept(value);
    } else if (value instanceof Map<?, ?> object && object.containsKey(names.get(0))) {
      each(object.get(names.get(0)), names.subList(1, names.size()), found);
    }
  }
}
