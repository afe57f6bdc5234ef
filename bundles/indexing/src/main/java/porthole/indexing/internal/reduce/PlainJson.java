// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.reduce;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.function.BoostedValue;
import porthole.indexing.internal.function.DynamicField;
import porthole.indexing.internal.function.SpatialValue;

/**
 * JSON texts of entries. What is only there to be found, such as places, is left out; a number that
 * JSON does not know is null.
 */
final class PlainJson {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private PlainJson() {}

  static byte[] bytes(Map<String, @Nullable Object> entry) {
    return text(entry).getBytes(UTF_8);
  }

  static String text(@Nullable Object value) {
    return GSON.toJson(plain(value));
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Map<?, ?> object) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      object.forEach(
          (name, member) -> {
            if (!isOnlyFound(member)) {
              members.put(String.valueOf(name), plain(member));
            }
          });
      return members;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>();
      list.stream().filter(element -> !isOnlyFound(element)).forEach(e -> elements.add(plain(e)));
      return elements;
    }
    if (value instanceof BoostedValue boosted) {
      return plain(boosted.value());
    }
    boolean unknown = value instanceof Double number && !Double.isFinite(number);
    return unknown ? null : value;
  }

  private static boolean isOnlyFound(@Nullable Object value) {
    if (value instanceof List<?> list && !list.isEmpty()) {
      return list.stream().allMatch(PlainJson::isOnlyFound);
    }
    return value instanceof DynamicField || value instanceof SpatialValue;
  }
}
