// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.value.Paths;

/**
 * A document whose fields are looked at one by one.
 *
 * @param id empty: it has none
 * @param values its properties, or those of a result
 */
public record DocumentFields(String id, Map<String, @Nullable Object> values) {

  /** Whether a field has a value of that kind. */
  boolean any(String field, Predicate<FieldValue> test) {
    if (field.equals(Operands.ID)) {
      return test.test(new FieldValue(id));
    }
    // A result's property may have dots in its name.
    boolean whole = values.containsKey(field);
    List<@Nullable Object> found = new ArrayList<>();
    Paths.each(values, whole ? List.of(field) : List.of(field.split("\\.", -1)), found::add);
    return found.stream().map(FieldValue::new).anyMatch(test);
  }
}
