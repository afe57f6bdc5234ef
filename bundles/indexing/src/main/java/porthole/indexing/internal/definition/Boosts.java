// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.FloatDocValuesField;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.field.FieldPlan;
import porthole.indexing.internal.function.BoostedValue;
import porthole.indexing.internal.function.FunctionException;

/** How much more an entry counts where it is found by a field. For one entry. */
final class Boosts {
  private final Map<String, Float> factors = new HashMap<>();

  /** The value by itself; boosts of several values of a field are multiplied. */
  @Nullable Object take(FieldPlan field, @Nullable Object value) {
    if (value instanceof BoostedValue boosted) {
      factors.merge(field.boosts(), factor(field, boosted), (one, other) -> one * other);
      return take(field, boosted.value());
    }
    if (value instanceof List<?> list && list.stream().anyMatch(BoostedValue.class::isInstance)) {
      List<@Nullable Object> values = new ArrayList<>();
      list.forEach(element -> values.add(take(field, element)));
      return values;
    }
    return value;
  }

  private static float factor(FieldPlan field, BoostedValue value) {
    float factor = value.factor();
    if (!(factor >= 0 && factor < Float.POSITIVE_INFINITY)) {
      throw new FunctionException(
          "The field '"
              + field.name()
              + "' is boosted by "
              + factor
              + "; a number of 0 or more was expected.");
    }
    return factor;
  }

  void write(Document entry) {
    factors.forEach((column, factor) -> entry.add(new FloatDocValuesField(column, factor)));
  }
}
