// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.rql.Expression.Operator;
import porthole.indexing.internal.value.Durations;
import porthole.indexing.internal.value.Terms;

/**
 * Values between two bounds: numbers and durations if one of the bounds is such, otherwise texts. A
 * value of another kind than the bounds is in no range.
 *
 * @param field that they are of, for messages
 * @param low null: there is no lower bound
 * @param high null: there is no upper bound
 */
record ValueRange(
    String field, @Nullable Object low, boolean withLow, @Nullable Object high, boolean withHigh) {

  /** Refuses lists and objects as bounds. */
  ValueRange {
    low = comparable(field, low);
    high = comparable(field, high);
  }

  /** What is less or greater than a value. */
  static ValueRange of(String field, Operator operator, @Nullable Object value) {
    return switch (operator) {
      case LESS -> new ValueRange(field, null, false, value, false);
      case LESS_OR_EQUAL -> new ValueRange(field, null, false, value, true);
      case GREATER -> new ValueRange(field, value, false, null, false);
      case GREATER_OR_EQUAL -> new ValueRange(field, value, true, null, false);
      case EQUAL, NOT_EQUAL -> throw new IllegalArgumentException(operator + " has no bound.");
    };
  }

  /** What lies between two values, both included; nothing if one is null. */
  static ValueRange between(String field, @Nullable Object low, @Nullable Object high) {
    return low == null || high == null
        ? new ValueRange(field, null, false, null, false)
        : new ValueRange(field, low, true, high, true);
  }

  private static @Nullable Object comparable(String field, @Nullable Object bound) {
    scalar(field, bound);
    Long ticks = bound instanceof String text ? Durations.ticks(text) : null;
    return ticks == null ? bound : ticks;
  }

  /** The value itself, if it is one that compares. */
  static @Nullable Object scalar(String field, @Nullable Object value) {
    if (value instanceof List || value instanceof Map) {
      throw new QueryException(
          "The field '"
              + field
              + "' was compared with a list or an object; only single values compare. For one of"
              + " several values use 'in'.");
    }
    return value;
  }

  /** Whether nothing is in it, since nothing is less or greater than null. */
  boolean isEmpty() {
    return low == null && high == null;
  }

  boolean isOfNumbers() {
    return low instanceof Number || high instanceof Number;
  }

  /** The same for numbers. */
  NumberRange numbers() {
    return NumberRange.of(number(low), withLow, number(high), withHigh);
  }

  private @Nullable Number number(@Nullable Object bound) {
    if (bound == null || bound instanceof Number) {
      return (Number) bound;
    }
    throw new QueryException(
        "The field '"
            + field
            + "' is compared with a number and with '"
            + bound
            + "', which is none.");
  }

  /**
   * Tells whether a value is in it.
   *
   * @param exact whether the letter case of texts counts
   */
  Predicate<FieldValue> test(boolean exact) {
    if (isEmpty()) {
      return value -> false;
    }
    if (isOfNumbers()) {
      NumberRange numbers = numbers();
      return value -> {
        Number number = value.number();
        return number != null && numbers.contains(number);
      };
    }
    BytesRef from = new BytesRef(low == null ? Terms.EMPTY : term(low, exact));
    BytesRef to = high == null ? null : new BytesRef(term(high, exact));
    return value -> {
      BytesRef term = new BytesRef(value.term(exact));
      int above = term.compareTo(from);
      int below = to == null ? -1 : term.compareTo(to);
      return (above > 0 || (above == 0 && (low == null || withLow)))
          && (below < 0 || (below == 0 && withHigh));
    };
  }

  private static String term(Object bound, boolean exact) {
    return exact ? Terms.exact(bound) : Terms.folded(bound);
  }
}
