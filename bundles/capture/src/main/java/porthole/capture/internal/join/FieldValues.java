// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.join;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Copies what an enricher said, so that a report holds nothing of another bundle's classes and does
 * not change afterwards.
 */
public final class FieldValues {
  private static final int MAX_DEPTH = 8;

  private FieldValues() {}

  /**
   * A copy of an enricher's answer.
   *
   * @throws IllegalArgumentException when a value is no String, Boolean, Number, Map or List
   */
  public static Map<Long, Object> copy(Map<Long, Object> answer) {
    Map<Long, Object> copy = new HashMap<>();
    for (Map.Entry<Long, Object> entry : answer.entrySet()) {
      copy.put(Objects.requireNonNull(entry.getKey(), "thread id"), copy(entry.getValue(), 0));
    }
    return copy;
  }

  private static Object copy(Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("values nest deeper than " + MAX_DEPTH);
    }
    if (isPlain(value)) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, member) -> copy.put(String.valueOf(key), copy(member, depth + 1)));
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(member -> copy.add(copy(member, depth + 1)));
      return Collections.unmodifiableList(copy);
    }
    throw new IllegalArgumentException(
        "a value is "
            + (value == null ? "null" : "a " + value.getClass().getName())
            + ", expected a String, Boolean, Number, Map or List");
  }

  private static boolean isPlain(Object value) {
    return value instanceof String
        || value instanceof Boolean
        || (value instanceof Number && value.getClass().getName().startsWith("java."));
  }
}
