// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.value.Calendar;
import porthole.indexing.internal.linq.value.Casts;
import porthole.indexing.internal.linq.value.Missing;
import porthole.indexing.internal.linq.value.Operators;
import porthole.indexing.internal.linq.value.ValueException;

/** What types of numbers have, and Math, Convert and TimeSpan. Of null they make null. */
final class MathMethods {
  private static final int MOST_DECIMALS = 15;

  private MathMethods() {}

  static Map<String, Method> all() {
    Map<String, Method> all = new HashMap<>();
    real(all, "Sqrt", Math::sqrt);
    real(all, "Log", Math::log);
    real(all, "Log10", Math::log10);
    real(all, "Exp", Math::exp);
    real(all, "Sin", Math::sin);
    real(all, "Cos", Math::cos);
    real(all, "Tan", Math::tan);
    real(all, "Asin", Math::asin);
    real(all, "Acos", Math::acos);
    real(all, "Atan", Math::atan);
    real(all, "Pow", Math::pow);
    real(all, "Atan2", Math::atan2);
    all.put("Math.Floor", Method.of("v", (f, self, given) -> rounded(given, RoundingMode.FLOOR)));
    all.put(
        "Math.Ceiling", Method.of("v", (f, self, given) -> rounded(given, RoundingMode.CEILING)));
    all.put("Math.Truncate", Method.of("v", (f, self, given) -> rounded(given, RoundingMode.DOWN)));
    all.put("Math.Round", Method.of("v vv vvv", MathMethods::round));
    all.put("Math.Abs", Method.of("v", (f, self, given) -> abs(given[0])));
    all.put("Math.Sign", Method.of("v", (f, self, given) -> sign(given[0])));
    all.put("Math.Min", Method.of("vv", (f, self, given) -> better(given, -1)));
    all.put("Math.Max", Method.of("vv", (f, self, given) -> better(given, 1)));
    casts(all);
    spans(all);
    return all;
  }

  private static void casts(Map<String, Method> all) {
    for (String type : List.of("int", "long", "double", "decimal", "bool")) {
      all.put(type + ".Parse", Method.of("v vv", (f, self, given) -> cast(given[0], type, true)));
    }
    Map<String, String> conversions =
        Map.of(
            "ToInt32",
            "int",
            "ToInt64",
            "long",
            "ToDouble",
            "double",
            "ToDecimal",
            "decimal",
            "ToBoolean",
            "bool",
            "ToString",
            "string",
            "ToDateTime",
            "DateTime");
    conversions.forEach(
        (name, type) ->
            all.put(
                "Convert." + name,
                Method.of("v vv", (f, self, given) -> cast(given[0], type, false))));
    for (String test : List.of("IsLetter", "IsDigit", "IsLetterOrDigit", "IsWhiteSpace")) {
      all.put("char." + test, Method.of("v", (f, self, given) -> is(test, given[0])));
    }
  }

  private static void spans(Map<String, Method> all) {
    Map<String, Calendar> units =
        Map.of(
            "FromDays", Calendar.DAYS,
            "FromHours", Calendar.HOURS,
            "FromMinutes", Calendar.MINUTES,
            "FromSeconds", Calendar.SECONDS,
            "FromMilliseconds", Calendar.MILLISECONDS,
            "FromTicks", Calendar.TICKS);
    units.forEach(
        (name, unit) ->
            all.put("TimeSpan." + name, Method.of("v", (f, self, given) -> span(given[0], unit))));
  }

  private static @Nullable Object span(@Nullable Object value, Calendar unit) {
    return cast(value, "double", true) instanceof Double count ? unit.span(count) : value;
  }

  private static @Nullable Object cast(@Nullable Object value, String type, boolean nullable) {
    return Casts.cast(value, type, nullable);
  }

  private static boolean is(String test, @Nullable Object value) {
    if (!(value instanceof Character c)) {
      return false;
    }
    return switch (test) {
      case "IsLetter" -> Character.isLetter(c);
      case "IsDigit" -> Character.isDigit(c);
      case "IsWhiteSpace" -> Character.isWhitespace(c);
      default -> Character.isLetterOrDigit(c);
    };
  }

  private static void real(Map<String, Method> all, String name, DoubleUnaryOperator function) {
    all.put(
        "Math." + name,
        Method.of(
            "v",
            (frame, self, given) ->
                cast(given[0], "double", true) instanceof Double number
                    ? function.applyAsDouble(number)
                    : given[0]));
  }

  private static void real(Map<String, Method> all, String name, DoubleBinaryOperator function) {
    all.put(
        "Math." + name,
        Method.of(
            "vv",
            (frame, self, given) ->
                cast(given[0], "double", true) instanceof Double a
                        && cast(given[1], "double", true) instanceof Double b
                    ? function.applyAsDouble(a, b)
                    : null));
  }

  private static @Nullable Object rounded(@Nullable Object[] given, RoundingMode mode) {
    return rounded(given[0], 0, mode);
  }

  private static @Nullable Object rounded(@Nullable Object value, int decimals, RoundingMode mode) {
    if (value instanceof BigDecimal decimal) {
      return decimal.setScale(decimals, mode);
    }
    if (value instanceof Double real && Double.isFinite(real)) {
      return BigDecimal.valueOf(real).setScale(decimals, mode).doubleValue();
    }
    return value;
  }

  private static @Nullable Object round(
      Frame frame, @Nullable Object self, @Nullable Object[] given) {
    boolean away = "AwayFromZero".equals(given[given.length - 1]);
    int decimals = 0;
    if (given.length > 1 && given[1] instanceof Number number) {
      decimals = number.intValue();
    }
    if (decimals < 0 || decimals > MOST_DECIMALS) {
      throw new ValueException("numbers are rounded to 0 to " + MOST_DECIMALS + " decimals.");
    }
    return rounded(given[0], decimals, away ? RoundingMode.HALF_UP : RoundingMode.HALF_EVEN);
  }

  private static @Nullable Object abs(@Nullable Object value) {
    boolean negative = !Missing.orNull(value) && Operators.compare(value, 0) < 0;
    return negative ? Operators.negate(value) : value;
  }

  private static @Nullable Object sign(@Nullable Object value) {
    return Missing.orNull(value) ? value : (Object) Integer.signum(Operators.compare(value, 0));
  }

  private static @Nullable Object better(@Nullable Object[] given, int direction) {
    if (Missing.orNull(given[0]) || Missing.orNull(given[1])) {
      return Missing.orNull(given[0]) ? given[0] : given[1];
    }
    return Operators.compare(given[0], given[1]) * direction > 0 ? given[0] : given[1];
  }
}
