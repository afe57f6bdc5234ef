// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.syntax.Expression;
import porthole.indexing.internal.linq.syntax.Expression.Lambda;

/**
 * A method that values have.
 *
 * @param signatures what it takes, one word for each overload and one letter for each argument:
 *     {@code v} a value, {@code f} a lambda of one parameter, {@code g} one of two; {@code *} any
 *     number of values; {@code -} nothing
 */
record Method(List<String> signatures, Body body) {

  /** What it does. A lambda comes as an {@link Fn}. */
  @FunctionalInterface
  interface Body {
    @Nullable Object call(Frame frame, @Nullable Object receiver, @Nullable Object[] arguments);
  }

  /** With its signatures, separated by blanks. */
  static Method of(String signatures, Body body) {
    return new Method(List.of(signatures.split(" ")), body);
  }

  boolean takes(List<Expression> arguments) {
    return signatures.stream().anyMatch(signature -> matches(signature, arguments));
  }

  private static boolean matches(String signature, List<Expression> arguments) {
    if (signature.equals("*")) {
      return arguments.stream().noneMatch(Lambda.class::isInstance);
    }
    String wanted = signature.equals("-") ? "" : signature;
    if (wanted.length() != arguments.size()) {
      return false;
    }
    for (int i = 0; i < wanted.length(); i++) {
      if (wanted.charAt(i) != letter(arguments.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static char letter(Expression argument) {
    if (!(argument instanceof Lambda lambda)) {
      return 'v';
    }
    return switch (lambda.parameters().size()) {
      case 1 -> 'f';
      case 2 -> 'g';
      default -> '?';
    };
  }
}
