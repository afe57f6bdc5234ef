// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Calculates with numbers of different types as C# does: the result has the larger of both types,
 * from Integer over Long and Double to BigDecimal; whole numbers wrap around.
 */
final class Numbers {
  // That of decimal in C#.
  private static final MathContext DECIMAL = new MathContext(28, RoundingMode.HALF_EVEN);
  private static final int MOST_DIGITS = 29;
  private static final int MOST_DECIMALS = 28;

  private Numbers() {}

  /** A number as such, a character as its code; null for what is no number. */
  static @Nullable Number of(@Nullable Object value) {
    if (value instanceof Number number) {
      return number;
    }
    return value instanceof Character c ? (Number) (int) c : null;
  }

  static Number add(Number left, Number right) {
    if (left instanceof BigDecimal || right instanceof BigDecimal) {
      return checked(decimal(left).add(decimal(right), DECIMAL));
    }
    if (left instanceof Double || right instanceof Double) {
      return left.doubleValue() + right.doubleValue();
    }
    return whole(left, right, left.longValue() + right.longValue());
  }

  static Number subtract(Number left, Number right) {
    if (left instanceof BigDecimal || right instanceof BigDecimal) {
      return checked(decimal(left).subtract(decimal(right), DECIMAL));
    }
    if (left instanceof Double || right instanceof Double) {
      return left.doubleValue() - right.doubleValue();
    }
    return whole(left, right, left.longValue() - right.longValue());
  }

  static Number multiply(Number left, Number right) {
    if (left instanceof BigDecimal || right instanceof BigDecimal) {
      return checked(decimal(left).multiply(decimal(right), DECIMAL));
    }
    if (left instanceof Double || right instanceof Double) {
      return left.doubleValue() * right.doubleValue();
    }
    return whole(left, right, left.longValue() * right.longValue());
  }

  static Number divide(Number left, Number right) {
    if (left instanceof BigDecimal || right instanceof BigDecimal) {
      BigDecimal divisor = decimal(right);
      checkDivisor(divisor.signum());
      return checked(decimal(left).divide(divisor, DECIMAL));
    }
    if (left instanceof Double || right instanceof Double) {
      return left.doubleValue() / right.doubleValue();
    }
    checkDivisor(right.longValue());
    return whole(left, right, left.longValue() / right.longValue());
  }

  static Number remainder(Number left, Number right) {
    if (left instanceof BigDecimal || right instanceof BigDecimal) {
      BigDecimal divisor = decimal(right);
      checkDivisor(divisor.signum());
      return checked(decimal(left).remainder(divisor, DECIMAL));
    }
    if (left instanceof Double || right instanceof Double) {
      return left.doubleValue() % right.doubleValue();
    }
    checkDivisor(right.longValue());
    return whole(left, right, left.longValue() % right.longValue());
  }

  private static void checkDivisor(long divisor) {
    if (divisor == 0) {
      throw new ValueException("a number is divided by zero.");
    }
  }

  static Number negate(Number number) {
    return subtract(0, number);
  }

  private static Number whole(Number left, Number right, long result) {
    boolean isLong = left instanceof Long || right instanceof Long;
    return isLong ? (Number) result : (Number) (int) result;
  }

  static int compare(Number left, Number right) {
    if (left instanceof BigDecimal || right instanceof BigDecimal) {
      return decimal(left).compareTo(decimal(right));
    }
    if (left instanceof Double || right instanceof Double) {
      return Double.compare(left.doubleValue(), right.doubleValue());
    }
    return Long.compare(left.longValue(), right.longValue());
  }

  static BigDecimal decimal(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    if (!(number instanceof Double)) {
      return BigDecimal.valueOf(number.longValue());
    }
    if (!Double.isFinite(number.doubleValue())) {
      throw new ValueException("the number " + number + " is no decimal.");
    }
    return checked(BigDecimal.valueOf(number.doubleValue()));
  }

  private static BigDecimal checked(BigDecimal decimal) {
    if (decimal.precision() - decimal.scale() > MOST_DIGITS) {
      throw new ValueException("a number is too large for a decimal.");
    }
    return decimal.scale() <= MOST_DECIMALS
        ? decimal
        : decimal.setScale(MOST_DECIMALS, RoundingMode.HALF_EVEN);
  }

  /** As a function's result: Long or Double; null for what JSON has no number for. */
  static @Nullable Object plain(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal.scale() <= 0 && decimal.precision() <= 18
          ? (Object) decimal.longValue()
          : (Object) decimal.doubleValue();
    }
    if (number instanceof Double real) {
      return Double.isFinite(real) ? real : null;
    }
    return number.longValue();
  }

  /** As C# writes it: a whole double has no fraction. */
  static String text(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (number instanceof Double real && real == Math.rint(real) && Math.abs(real) < 1e15) {
      return Long.toString(real.longValue());
    }
    return number.toString();
  }
}
