// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.function.BoostedValue;
import porthole.indexing.internal.function.DynamicField;

/** Makes what functions leave behind plain: JSON's values, and those that only entries have. */
public final class Plain {
  private static final int DEEPEST = 100;

  private Plain() {}

  /** The properties of an object that a function made; what is missing is not among them. */
  public static Map<String, @Nullable Object> object(AnonymousObject object) {
    return object(object, 0);
  }

  /** Any value; null for what is missing. Objects of documents stay as they are. */
  public static @Nullable Object of(@Nullable Object value) {
    return of(value, 0);
  }

  private static Map<String, @Nullable Object> object(AnonymousObject object, int depth) {
    boolean missing = false;
    for (Map.Entry<String, @Nullable Object> property : object.entrySet()) {
      Object value = property.getValue();
      if (value == Missing.VALUE) {
        missing = true;
      } else if (!isPlain(value)) {
        property.setValue(of(value, depth + 1));
      }
    }
    if (missing) {
      object.values().removeIf(value -> value == Missing.VALUE);
    }
    return object;
  }

  private static boolean isPlain(@Nullable Object value) {
    return value instanceof String
        || value instanceof Long
        || value == null
        || value instanceof Boolean;
  }

  private static @Nullable Object of(@Nullable Object value, int depth) {
    if (value == null || value == Missing.VALUE) {
      return null;
    }
    if (isPlain(value)) {
      return value;
    }
    if (value instanceof Number number) {
      return Numbers.plain(number);
    }
    if (depth > DEEPEST) {
      throw new ValueException("a result has more than " + DEEPEST + " values within each other.");
    }
    if (value instanceof AnonymousObject made) {
      return object(made, depth);
    }
    if (value instanceof List<?> list) {
      return list(list, depth);
    }
    if (value instanceof Grouping grouping) {
      return list(grouping.elements(), depth);
    }
    return special(value, depth);
  }

  private static Object special(Object value, int depth) {
    if (value instanceof BoostedValue boosted) {
      return new BoostedValue(of(boosted.value(), depth + 1), boosted.factor());
    }
    if (value instanceof DynamicField field) {
      return new DynamicField(
          field.name(), of(field.value(), depth + 1), field.stored(), field.analyzed());
    }
    boolean isText = value instanceof Character || value instanceof DateTime;
    return isText || value instanceof TimeSpan ? value.toString() : value;
  }

  private static List<?> list(List<?> list, int depth) {
    for (Object element : list) {
      if (!isPlain(element) && !(element instanceof Map && !(element instanceof AnonymousObject))) {
        List<@Nullable Object> plain = new ArrayList<>(list.size());
        list.forEach(each -> plain.add(of(each, depth + 1)));
        return plain;
      }
    }
    return list;
  }
}
