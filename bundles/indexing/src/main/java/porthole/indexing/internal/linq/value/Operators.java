// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.value;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the operators of C# do with values whose types show only now. */
public final class Operators {

  private Operators() {}

  /** Whether a condition holds; null does not. */
  public static boolean truth(@Nullable Object value) {
    if (value instanceof Boolean holds) {
      return holds;
    }
    if (Missing.orNull(value)) {
      return false;
    }
    throw new ValueException("a condition is " + Texts.described(value) + ", not true or false.");
  }

  /** {@code left + right}. */
  public static @Nullable Object add(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Number a && right instanceof Number b) {
      return Numbers.add(a, b);
    }
    if (left instanceof String || right instanceof String) {
      return addToText(left, right);
    }
    if (left instanceof DateTime date && right instanceof TimeSpan span) {
      return date.plus(span.ticks());
    }
    if (left instanceof TimeSpan a && right instanceof TimeSpan b) {
      return new TimeSpan(a.ticks() + b.ticks());
    }
    return arithmetic("+", left, right, Numbers::add);
  }

  private static @Nullable Object addToText(@Nullable Object left, @Nullable Object right) {
    if (right instanceof TimeSpan span && Dates.ofOrNull(left) != null) {
      return Dates.of(left).plus(span.ticks());
    }
    return Texts.of(left).concat(Texts.of(right));
  }

  /** {@code left - right}. */
  public static @Nullable Object subtract(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Number a && right instanceof Number b) {
      return Numbers.subtract(a, b);
    }
    DateTime from = Dates.ofOrNull(left);
    if (from != null && right instanceof TimeSpan span) {
      return from.plus(-span.ticks());
    }
    DateTime to = Dates.ofOrNull(right);
    if (from != null && to != null) {
      return new TimeSpan(from.ticks() - to.ticks());
    }
    if (left instanceof TimeSpan a && right instanceof TimeSpan b) {
      return new TimeSpan(a.ticks() - b.ticks());
    }
    return arithmetic("-", left, right, Numbers::subtract);
  }

  /** {@code left * right}. */
  public static @Nullable Object multiply(@Nullable Object left, @Nullable Object right) {
    return arithmetic("*", left, right, Numbers::multiply);
  }

  /** {@code left / right}; a whole number divided by null fails, as if that were zero. */
  public static @Nullable Object divide(@Nullable Object left, @Nullable Object right) {
    if (Missing.orNull(right) && (left instanceof Integer || left instanceof Long)) {
      throw new ValueException("a number is divided by null.");
    }
    return arithmetic("/", left, right, Numbers::divide);
  }

  /** {@code left % right}. */
  public static @Nullable Object remainder(@Nullable Object left, @Nullable Object right) {
    return arithmetic("%", left, right, Numbers::remainder);
  }

  private interface Calculation {
    Number of(Number left, Number right);
  }

  private static @Nullable Object arithmetic(
      String operator, @Nullable Object left, @Nullable Object right, Calculation calculation) {
    if (Missing.orNull(left)) {
      return left;
    }
    if (Missing.orNull(right)) {
      return right;
    }
    Number a = Numbers.of(left);
    Number b = Numbers.of(right);
    if (a != null && b != null) {
      return calculation.of(a, b);
    }
    throw new ValueException(
        "'"
            + operator
            + "' cannot be applied to "
            + Texts.described(left)
            + " and "
            + Texts.described(right)
            + ".");
  }

  /** {@code -value}. */
  public static @Nullable Object negate(@Nullable Object value) {
    if (value instanceof TimeSpan span) {
      return new TimeSpan(-span.ticks());
    }
    return arithmetic("-", value, 0, (number, zero) -> Numbers.negate(number));
  }

  /** {@code left == right}; null and missing values are equal. */
  public static boolean equal(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null || Missing.orNull(left) || Missing.orNull(right)) {
      return Missing.orNull(left) && Missing.orNull(right);
    }
    if (left instanceof String a && right instanceof String b) {
      return a.equals(b);
    }
    Number a = Numbers.of(left);
    Number b = Numbers.of(right);
    if (a != null && b != null) {
      return Numbers.compare(a, b) == 0;
    }
    if (left instanceof DateTime || right instanceof DateTime) {
      return Objects.equals(localOf(left), localOf(right));
    }
    if (left instanceof TimeSpan || right instanceof TimeSpan) {
      return Objects.equals(Spans.ofOrNull(left), Spans.ofOrNull(right));
    }
    return isTextOfOne(left, right) || left.equals(right);
  }

  private static @Nullable Object localOf(@Nullable Object value) {
    DateTime date = Dates.ofOrNull(value);
    return date == null ? null : date.local();
  }

  private static boolean isTextOfOne(Object left, Object right) {
    return (left instanceof Character || right instanceof Character)
        && left.toString().equals(right.toString());
  }

  /**
   * Less than 0, 0 or more, as the left is before, at or after the right; null and missing values
   * come first. Lists, objects and values of different kinds have no order.
   */
  public static int compare(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null || Missing.orNull(left) || Missing.orNull(right)) {
      return (Missing.orNull(left) ? 0 : 1) - (Missing.orNull(right) ? 0 : 1);
    }
    Number a = Numbers.of(left);
    Number b = Numbers.of(right);
    if (a != null && b != null) {
      return Numbers.compare(a, b);
    }
    if (left instanceof String text && right instanceof String other) {
      return text.compareTo(other);
    }
    return compareOthers(left, right);
  }

  private static int compareOthers(Object left, Object right) {
    if (left instanceof Boolean a && right instanceof Boolean b) {
      return a.compareTo(b);
    }
    if (left instanceof TimeSpan || right instanceof TimeSpan) {
      TimeSpan a = Spans.ofOrNull(left);
      TimeSpan b = Spans.ofOrNull(right);
      if (a != null && b != null) {
        return a.compareTo(b);
      }
    }
    DateTime a = Dates.ofOrNull(left);
    DateTime b = Dates.ofOrNull(right);
    if (a != null && b != null) {
      return a.compareTo(b);
    }
    throw new ValueException(
        Texts.described(left) + " cannot be compared with " + Texts.described(right) + ".");
  }

  /** {@code left < right} and the like: false if one is null, as C# has it. */
  public static boolean ordered(@Nullable Object left, @Nullable Object right) {
    return !Missing.orNull(left) && !Missing.orNull(right);
  }

  /** {@code target[index]}. */
  public static @Nullable Object at(@Nullable Object target, @Nullable Object index) {
    if (Missing.orNull(target) || Missing.orNull(index)) {
      return Missing.VALUE;
    }
    if (target instanceof Map<?, ?> object) {
      Object found = object.get(Texts.of(index));
      return found == null && !object.containsKey(Texts.of(index)) ? Missing.VALUE : found;
    }
    if (!(index instanceof Integer) && !(index instanceof Long)) {
      throw new ValueException(
          Texts.described(target) + " has no index " + Texts.described(index) + ".");
    }
    long place = ((Number) index).longValue();
    if (target instanceof String text) {
      return place >= 0 && place < text.length() ? text.charAt((int) place) : Missing.VALUE;
    }
    List<@Nullable Object> list = Sequences.of(target);
    return place >= 0 && place < list.size() ? list.get((int) place) : Missing.VALUE;
  }
}
