// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects that are equal when values are: by them values are found in Java's maps and sets. */
public final class Equality {

  private Equality() {}

  /** Never null; that of 5 and 5.0 is the same, and that of null and of what is missing. */
  public static Object key(@Nullable Object value) {
    Object plain = Plain.of(value);
    return plain == null ? Missing.VALUE : normal(plain);
  }

  private static Object normal(Object value) {
    if (value instanceof Double real && real == Math.rint(real) && Math.abs(real) < 1e15) {
      return real.longValue();
    }
    if (value instanceof List<?> list) {
      List<Object> keys = new ArrayList<>(list.size());
      list.forEach(element -> keys.add(key(element)));
      return keys;
    }
    if (value instanceof Map<?, ?> object) {
      Map<Object, Object> keys = new LinkedHashMap<>();
      object.forEach((name, property) -> keys.put(String.valueOf(name), key(property)));
      return keys;
    }
    return value;
  }
}
