// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as lists. */
public final class Sequences {
  private static final String METADATA = "@metadata";

  private Sequences() {}

  /**
   * What can be gone through: lists, groups, texts by character and objects by property, each with
   * its {@code Key} and {@code Value}; null is empty.
   */
  public static List<@Nullable Object> of(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return unchecked(list);
    }
    if (value instanceof Grouping grouping) {
      return grouping.elements();
    }
    if (Missing.orNull(value)) {
      return List.of();
    }
    if (value instanceof Map<?, ?> object) {
      return properties(object);
    }
    if (value instanceof String text) {
      return new ArrayList<>(text.chars().mapToObj(c -> (char) c).toList());
    }
    throw new ValueException(Texts.described(value) + " is no list.");
  }

  // Only Strings name properties, and nobody writes to what this gives.
  @SuppressWarnings("unchecked")
  private static List<@Nullable Object> unchecked(List<?> list) {
    return (List<@Nullable Object>) list;
  }

  private static List<@Nullable Object> properties(Map<?, ?> object) {
    List<@Nullable Object> properties = new ArrayList<>(object.size());
    object.forEach(
        (name, value) -> {
          if (!METADATA.equals(name)) {
            AnonymousObject property = new AnonymousObject(2);
            property.put("Key", name);
            property.put("Value", value);
            properties.add(property);
          }
        });
    return properties;
  }
}
