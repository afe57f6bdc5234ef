// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing.peer;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** JSON documents as plain values. */
final class Values {
  private static final Gson JSON =
      new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();
  private static final TypeToken<Map<String, @Nullable Object>> OBJECT = new TypeToken<>() {};

  private Values() {}

  static Map<String, @Nullable Object> of(String json) {
    return JSON.fromJson(json, OBJECT);
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
