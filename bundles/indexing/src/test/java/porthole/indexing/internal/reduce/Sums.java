// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.reduce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.function.FunctionException;
import porthole.indexing.internal.function.ReduceFunction;

/**
 * Adds up {@code n} and counts by {@code k}, and lists the {@code name}s in the order in which they
 * come; cannot reduce the key "bad".
 */
public final class Sums implements ReduceFunction {

  @Override
  public Set<String> fields() {
    return Set.of("k", "n", "count", "names");
  }

  @Override
  public @Nullable Object key(Map<String, @Nullable Object> entry) {
    return entry.get("k");
  }

  @Override
  public List<Map<String, @Nullable Object>> results(
      @Nullable Object key, List<Map<String, @Nullable Object>> entries) {
    if ("bad".equals(key)) {
      throw new FunctionException("bad is bad");
    }
    double sum = 0;
    long count = 0;
    List<Object> names = new ArrayList<>();
    for (Map<String, @Nullable Object> entry : entries) {
      sum += ((Number) entry.get("n")).doubleValue();
      count += ((Number) entry.get("count")).longValue();
      names.addAll((List<?>) entry.get("names"));
    }
    return List.of(entry(key, sum, count, names));
  }

  /** What the map makes, and the reduce. */
  public static Map<String, @Nullable Object> entry(
      @Nullable Object key, double sum, long count, List<?> names) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("k", key);
    entry.put("n", sum);
    entry.put("count", count);
    entry.put("names", names);
    return entry;
  }
}
