// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.auto;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.function.ReduceFunction;

/** Counts rows of the same keys, and adds up their numbers. */
final class GroupSums implements ReduceFunction {
  private final List<String> keys;
  private final List<String> aggregates;

  GroupSums(AutoReduce reduce) {
    keys = reduce.keys().stream().map(GroupPath::name).toList();
    aggregates = reduce.aggregates();
  }

  @Override
  public Set<String> fields() {
    List<String> all = new ArrayList<>(keys);
    all.addAll(aggregates);
    return Set.copyOf(all);
  }

  @Override
  public Object key(Map<String, @Nullable Object> entry) {
    List<@Nullable Object> key = new ArrayList<>();
    keys.forEach(name -> key.add(entry.get(name)));
    return key;
  }

  @Override
  public List<Map<String, @Nullable Object>> results(
      @Nullable Object key, List<Map<String, @Nullable Object>> entries) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    keys.forEach(name -> result.put(name, entries.get(0).get(name)));
    for (String name : aggregates) {
      List<@Nullable Object> values = new ArrayList<>();
      entries.forEach(entry -> values.add(entry.get(name)));
      result.put(name, sum(values));
    }
    return List.of(result);
  }

  /**
   * A whole number as long as all are and it is not too large; what is no number does not count.
   */
  static Number sum(List<@Nullable Object> values) {
    long whole = 0;
    double all = 0;
    boolean isWhole = true;
    for (Object value : values) {
      if (value instanceof Number number) {
        all += number.doubleValue();
        long next = whole + number.longValue();
        // As Math.addExact has it: too large when the sign differs from both.
        boolean tooLarge = ((whole ^ next) & (number.longValue() ^ next)) < 0;
        isWhole &= number instanceof Long && !tooLarge;
        whole = next;
      }
    }
    return isWhole ? (Number) whole : (Number) all;
  }
}
