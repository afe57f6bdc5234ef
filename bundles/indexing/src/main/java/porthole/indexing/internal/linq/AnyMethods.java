// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.function.BoostedValue;
import porthole.indexing.internal.linq.value.Casts;
import porthole.indexing.internal.linq.value.Formats;
import porthole.indexing.internal.linq.value.Missing;
import porthole.indexing.internal.linq.value.Operators;
import porthole.indexing.internal.linq.value.Texts;

/** Methods that every value has. */
final class AnyMethods {

  static final Map<String, Method> ALL =
      Map.of(
          "ToString", Method.of("- v vv", AnyMethods::text),
          "Equals", Method.of("v", (frame, self, given) -> Operators.equal(self, given[0])),
          "CompareTo", Method.of("v", (frame, self, given) -> Operators.compare(self, given[0])),
          "Boost", Method.of("v", AnyMethods::boosted),
          "GetValueOrDefault", Method.of("- v", AnyMethods::orDefault));

  private AnyMethods() {}

  private static Object text(Frame frame, @Nullable Object self, @Nullable Object[] given) {
    // What is not a format says for which language.
    boolean formatted = given.length > 0 && given[0] instanceof String;
    return Formats.format(self, formatted ? Texts.of(given[0]) : "");
  }

  private static @Nullable Object boosted(
      Frame frame, @Nullable Object self, @Nullable Object[] given) {
    float factor = Casts.number(given[0]).floatValue();
    return Missing.orNull(self) ? self : new BoostedValue(self, factor);
  }

  private static @Nullable Object orDefault(
      Frame frame, @Nullable Object self, @Nullable Object[] given) {
    return Missing.orNull(self) && given.length > 0 ? given[0] : self;
  }
}
