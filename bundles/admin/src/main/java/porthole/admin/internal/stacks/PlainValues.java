// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.stacks;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What enrichers say, as JSON. They are not ours: nothing they return may break an answer. */
final class PlainValues {
  private static final int DEEPEST = 16;

  private PlainValues() {}

  static void write(JsonWriter json, @Nullable Object value) throws IOException {
    write(json, value, 0);
  }

  private static void write(JsonWriter json, @Nullable Object value, int depth) throws IOException {
    if (value == null || depth > DEEPEST) {
      json.nullValue();
    } else if (value instanceof Map<?, ?> map) {
      json.beginObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.name(String.valueOf(entry.getKey()));
        write(json, entry.getValue(), depth + 1);
      }
      json.endObject();
    } else if (value instanceof Collection<?> items) {
      json.beginArray();
      for (Object item : items) {
        write(json, item, depth + 1);
      }
      json.endArray();
    } else {
      writeScalar(json, value);
    }
  }

  private static void writeScalar(JsonWriter json, Object value) throws IOException {
    if (value instanceof Boolean truth) {
      json.value(truth);
    } else if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      if (Double.isFinite(number)) {
        json.value(number);
      } else {
        json.nullValue();
      }
    } else if (value instanceof Byte
        || value instanceof Short
        || value instanceof Integer
        || value instanceof Long) {
      json.value(((Number) value).longValue());
    } else {
      json.value(String.valueOf(value));
    }
  }
}
