// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.value.Equality;
import porthole.indexing.internal.linq.value.Grouping;

/** Puts values together that have the same key, in the order of the keys' first occurrence. */
final class Groups {

  private Groups() {}

  /** Of keys and values by turns. */
  static List<@Nullable Object> ofPairs(List<@Nullable Object> pairs) {
    Map<Object, Grouping> groups = new LinkedHashMap<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      Object key = pairs.get(i);
      groups
          .computeIfAbsent(Equality.key(key), same -> new Grouping(key, new ArrayList<>()))
          .elements()
          .add(pairs.get(i + 1));
    }
    return new ArrayList<>(groups.values());
  }
}
