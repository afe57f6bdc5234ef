// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.value.Operators;
import porthole.indexing.internal.linq.value.Texts;

/** Methods of objects, which are dictionaries as well. */
final class ObjectMethods {

  static final Map<String, Method> ALL =
      Map.of(
          "ContainsKey", Method.of("v", (frame, self, given) -> has(self, given[0])),
          "Value", Method.of("v", (frame, self, given) -> Operators.at(self, given[0])));

  private ObjectMethods() {}

  private static boolean has(@Nullable Object self, @Nullable Object name) {
    return self instanceof Map<?, ?> object && object.containsKey(Texts.of(name));
  }
}
