// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes values for those of other types. */
public final class Casts {
  private static final Set<String> ANY =
      Set.of(
          "object",
          "Object",
          "dynamic",
          "IEnumerable",
          "ICollection",
          "IList",
          "List",
          "Array",
          "Dictionary",
          "IDictionary",
          "DynamicArray",
          "Func",
          "DynamicBlittableJson");
  private static final Set<String> WHOLE =
      Set.of("int", "Int32", "uint", "short", "ushort", "byte", "sbyte", "Int16", "Byte");
  private static final Set<String> LONG = Set.of("long", "Int64", "ulong", "UInt64");
  private static final Set<String> REAL = Set.of("double", "Double", "float", "Single");
  private static final Set<String> DECIMAL = Set.of("decimal", "Decimal");
  private static final Set<String> TEXT = Set.of("string", "String", "Guid", "Uri");
  private static final Set<String> DATE = Set.of("DateTime", "DateTimeOffset");
  private static final Set<String> TRUTH = Set.of("bool", "Boolean");
  private static final Set<String> CHARACTER = Set.of("char", "Char");
  private static final List<Set<String>> ALL =
      List.of(ANY, WHOLE, LONG, REAL, DECIMAL, TEXT, DATE, TRUTH, CHARACTER, Set.of("TimeSpan"));

  private Casts() {}

  /** Whether there are values of that type. */
  public static boolean isKnown(String type) {
    return ALL.stream().anyMatch(types -> types.contains(type));
  }

  /**
   * Of that type, as near as can be.
   *
   * @param nullable whether null stays null; otherwise it is 0 where it cannot be null, though that
   *     of {@code double} is null since there it is not a number
   */
  public static @Nullable Object cast(@Nullable Object value, String type, boolean nullable) {
    if (ANY.contains(type)) {
      return value;
    }
    if (value == null || Missing.orNull(value)) {
      return nullable ? value : ofNull(value, type);
    }
    if (TEXT.contains(type)) {
      return Texts.of(value);
    }
    if (DATE.contains(type)) {
      return Dates.of(value);
    }
    if (type.equals("TimeSpan")) {
      return Spans.of(value);
    }
    if (TRUTH.contains(type)) {
      return truth(value);
    }
    if (CHARACTER.contains(type)) {
      return value instanceof Character ? value : (Object) (char) number(value).intValue();
    }
    return number(number(value), type);
  }

  private static @Nullable Object ofNull(@Nullable Object value, String type) {
    if (WHOLE.contains(type)) {
      return 0;
    }
    if (LONG.contains(type)) {
      return 0L;
    }
    if (DECIMAL.contains(type)) {
      return BigDecimal.ZERO;
    }
    return TRUTH.contains(type) ? (Object) false : value;
  }

  private static Object truth(Object value) {
    if (value instanceof Boolean) {
      return value;
    }
    String text = Texts.of(value);
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return text.equalsIgnoreCase("true");
    }
    throw new ValueException(Texts.described(value) + " is neither true nor false.");
  }

  private static Number number(Number number, String type) {
    if (WHOLE.contains(type)) {
      return number instanceof Double real
          ? (Number) (int) (long) (double) real
          : number.intValue();
    }
    if (LONG.contains(type)) {
      return number.longValue();
    }
    return REAL.contains(type) ? (Number) number.doubleValue() : Numbers.decimal(number);
  }

  /** A number, or what a text says is one. */
  public static Number number(@Nullable Object value) {
    Number number = Numbers.of(value);
    if (number != null) {
      return number;
    }
    String text = value instanceof String given ? given.strip() : "";
    try {
      if (text.length() <= 100 && !text.isEmpty()) {
        BigDecimal parsed = new BigDecimal(text);
        boolean whole = parsed.scale() <= 0 && parsed.precision() - parsed.scale() <= 18;
        return whole ? (Number) parsed.longValue() : (Number) parsed.doubleValue();
      }
    } catch (NumberFormatException e) {
      throw notNumber(value);
    }
    throw notNumber(value);
  }

  private static ValueException notNumber(@Nullable Object value) {
    return new ValueException(Texts.described(value) + " is no number.");
  }

  /** {@code value is type}. */
  public static boolean is(@Nullable Object value, String type) {
    if (value == null || Missing.orNull(value)) {
      return false;
    }
    if (TEXT.contains(type)) {
      return value instanceof String;
    }
    if (DATE.contains(type)) {
      return Dates.ofOrNull(value) != null;
    }
    if (TRUTH.contains(type)) {
      return value instanceof Boolean;
    }
    if (type.contains("Dictionary") || type.equals("DynamicBlittableJson")) {
      return value instanceof Map;
    }
    if (ANY.contains(type)) {
      boolean list = value instanceof List || value instanceof Grouping;
      return type.equalsIgnoreCase("object") || type.equals("dynamic") || list;
    }
    return isNumber(value, type);
  }

  private static boolean isNumber(Object value, String type) {
    boolean whole = value instanceof Integer || value instanceof Long;
    if (WHOLE.contains(type) || LONG.contains(type)) {
      return whole;
    }
    if (REAL.contains(type) || DECIMAL.contains(type)) {
      return value instanceof Number && !whole;
    }
    return CHARACTER.contains(type) ? value instanceof Character : value instanceof TimeSpan;
  }
}
