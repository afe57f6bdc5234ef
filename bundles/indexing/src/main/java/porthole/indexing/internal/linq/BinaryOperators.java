// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.syntax.Expression.Binary;
import porthole.indexing.internal.linq.value.Missing;
import porthole.indexing.internal.linq.value.Operators;

/** Compiles what stands between two values. */
final class BinaryOperators {
  private final Compiler compiler;

  BinaryOperators(Compiler compiler) {
    this.compiler = compiler;
  }

  Code code(Binary binary) {
    return switch (binary.operator()) {
      case "&&" -> and(binary);
      case "||" -> or(binary);
      case "??" -> otherwise(binary);
      default -> calculation(binary);
    };
  }

  private Code and(Binary binary) {
    Code left = compiler.condition(binary.left());
    Code right = compiler.condition(binary.right());
    return frame -> Operators.truth(left.run(frame)) && Operators.truth(right.run(frame));
  }

  private Code or(Binary binary) {
    Code left = compiler.condition(binary.left());
    Code right = compiler.condition(binary.right());
    return frame -> Operators.truth(left.run(frame)) || Operators.truth(right.run(frame));
  }

  private Code otherwise(Binary binary) {
    Code left = compiler.code(binary.left());
    Code right = compiler.code(binary.right());
    return frame -> {
      Object value = left.run(frame);
      return Missing.orNull(value) ? right.run(frame) : value;
    };
  }

  private interface Calculation {
    @Nullable Object of(@Nullable Object left, @Nullable Object right);
  }

  private Code calculation(Binary binary) {
    Code left = compiler.code(binary.left());
    Code right = compiler.code(binary.right());
    Calculation calculation = calculation(binary.operator());
    return compiler.placed(
        binary, frame -> frame.made(calculation.of(left.run(frame), right.run(frame))));
  }

  private static Calculation calculation(String operator) {
    return switch (operator) {
      case "+" -> Operators::add;
      case "-" -> Operators::subtract;
      case "*" -> Operators::multiply;
      case "/" -> Operators::divide;
      case "%" -> Operators::remainder;
      case "==" -> Operators::equal;
      case "!=" -> (a, b) -> !Operators.equal(a, b);
      case "<" -> (a, b) -> Operators.ordered(a, b) && Operators.compare(a, b) < 0;
      case "<=" -> (a, b) -> Operators.ordered(a, b) && Operators.compare(a, b) <= 0;
      case ">" -> (a, b) -> Operators.ordered(a, b) && Operators.compare(a, b) > 0;
      case ">=" -> (a, b) -> Operators.ordered(a, b) && Operators.compare(a, b) >= 0;
      default -> throw new IllegalArgumentException("The parser knows no operator " + operator);
    };
  }
}
