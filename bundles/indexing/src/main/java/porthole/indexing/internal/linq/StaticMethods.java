// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.value.Casts;
import porthole.indexing.internal.linq.value.DateTime;
import porthole.indexing.internal.linq.value.Dates;
import porthole.indexing.internal.linq.value.Formats;
import porthole.indexing.internal.linq.value.Missing;
import porthole.indexing.internal.linq.value.Operators;
import porthole.indexing.internal.linq.value.Sequences;
import porthole.indexing.internal.linq.value.Spans;
import porthole.indexing.internal.linq.value.Texts;
import porthole.indexing.internal.linq.value.TimeSpan;
import porthole.indexing.internal.linq.value.ValueException;

/** What types have, as opposed to their values. */
final class StaticMethods {

  /** Types whose members stand for their own names. */
  static final Set<String> ENUMS =
      Set.of(
          "DayOfWeek",
          "DateTimeKind",
          "FieldIndexing",
          "FieldStorage",
          "FieldTermVector",
          "MidpointRounding",
          "StringComparison",
          "StringSplitOptions");

  /** Types that have a meaning where a variable might stand. */
  static final Set<String> TYPES = types();

  static final Map<String, @Nullable Object> CONSTANTS = constants();

  static final Map<String, Method> ALL = all();

  private StaticMethods() {}

  private static Set<String> types() {
    Set<String> types = new HashSet<>(ENUMS);
    types.addAll(
        List.of(
            "String",
            "int",
            "long",
            "double",
            "decimal",
            "bool",
            "char",
            "Math",
            "Convert",
            "DateTime",
            "DateTimeOffset",
            "TimeSpan",
            "Enumerable",
            "DynamicEnumerable",
            "Guid",
            "CultureInfo",
            "Regex",
            "Environment",
            "Array"));
    return Set.copyOf(types);
  }

  private static Map<String, @Nullable Object> constants() {
    Map<String, @Nullable Object> constants = new HashMap<>();
    constants.put("String.Empty", "");
    constants.put("int.MaxValue", Integer.MAX_VALUE);
    constants.put("int.MinValue", Integer.MIN_VALUE);
    constants.put("long.MaxValue", Long.MAX_VALUE);
    constants.put("long.MinValue", Long.MIN_VALUE);
    constants.put("double.MaxValue", Double.MAX_VALUE);
    constants.put("double.MinValue", -Double.MAX_VALUE);
    constants.put("double.NaN", Double.NaN);
    constants.put("Math.PI", Math.PI);
    constants.put("Math.E", Math.E);
    constants.put("DateTime.MinValue", DateTime.MIN);
    constants.put("DateTime.MaxValue", DateTime.MAX);
    constants.put("DateTimeOffset.MinValue", DateTime.MIN);
    constants.put("DateTimeOffset.MaxValue", DateTime.MAX);
    constants.put("TimeSpan.Zero", new TimeSpan(0));
    constants.put("Guid.Empty", "00000000-0000-0000-0000-000000000000");
    constants.put("CultureInfo.InvariantCulture", null);
    return constants;
  }

  private static Map<String, Method> all() {
    Map<String, Method> all = new HashMap<>(MathMethods.all());
    all.put("String.Join", Method.of("*", StaticMethods::join));
    all.put("String.Concat", Method.of("*", StaticMethods::concat));
    all.put("String.Format", Method.of("*", StaticMethods::format));
    all.put("String.IsNullOrEmpty", Method.of("v", (f, self, given) -> isEmpty(given[0], false)));
    all.put(
        "String.IsNullOrWhiteSpace", Method.of("v", (f, self, given) -> isEmpty(given[0], true)));
    all.put(
        "String.Equals", Method.of("vv", (f, self, given) -> Operators.equal(given[0], given[1])));
    all.put(
        "String.Compare",
        Method.of("vv", (f, self, given) -> Operators.compare(given[0], given[1])));
    all.put("DateTime.Parse", Method.of("v vv", StaticMethods::parseDate));
    all.put("DateTimeOffset.Parse", Method.of("v vv", StaticMethods::parseDate));
    all.put("TimeSpan.Parse", Method.of("v", (f, self, given) -> parseSpan(given[0])));
    all.put("Enumerable.Empty", Method.of("-", (f, self, given) -> new ArrayList<>()));
    all.put("Enumerable.Range", Method.of("vv", StaticMethods::range));
    all.put("Array.Empty", Method.of("-", (f, self, given) -> new ArrayList<>()));
    return Map.copyOf(all);
  }

  private static Object join(Frame frame, @Nullable Object self, @Nullable Object[] given) {
    if (given.length < 2) {
      throw new ValueException("'String.Join' needs a separator and values.");
    }
    boolean list = given.length == 2 && !(given[1] instanceof String);
    List<@Nullable Object> values =
        list ? Sequences.of(given[1]) : Arrays.asList(given).subList(1, given.length);
    StringBuilder text = new StringBuilder();
    String separator = "";
    for (Object value : values) {
      String part = separator + Texts.of(value);
      frame.step(1 + part.length() / 8);
      text.append(part);
      separator = Texts.of(given[0]);
    }
    return text.toString();
  }

  private static Object concat(Frame frame, @Nullable Object self, @Nullable Object[] given) {
    boolean list = given.length == 1 && !(given[0] instanceof String);
    Object values = list ? given[0] : Arrays.asList(given);
    return join(frame, null, new Object[] {"", values});
  }

  private static @Nullable Object format(
      Frame frame, @Nullable Object self, @Nullable Object[] given) {
    if (given.length == 0 || !(given[0] instanceof String format)) {
      throw new ValueException("'String.Format' needs a format.");
    }
    return frame.made(Formats.composite(format, Arrays.asList(given).subList(1, given.length)));
  }

  private static boolean isEmpty(@Nullable Object value, boolean blankToo) {
    String text = Texts.of(value);
    return blankToo ? text.isBlank() : text.isEmpty();
  }

  private static @Nullable Object parseDate(
      Frame frame, @Nullable Object self, @Nullable Object[] given) {
    return Missing.orNull(given[0]) ? given[0] : Dates.of(given[0]);
  }

  private static @Nullable Object parseSpan(@Nullable Object value) {
    return Missing.orNull(value) ? value : Spans.of(value);
  }

  private static Object range(Frame frame, @Nullable Object self, @Nullable Object[] given) {
    int start = Casts.number(given[0]).intValue();
    int count = Casts.number(given[1]).intValue();
    frame.step(count);
    List<@Nullable Object> range = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      range.add(start + i);
    }
    return range;
  }
}
