// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.value.Operators;

/**
 * A compiled lambda of one parameter or two. These are variables of the function that it stands in:
 * it cannot call itself, and what it gives is made whole before it is called again.
 *
 * @param first the variable that its first parameter is
 * @param second that of its second; as the first if it has one only
 */
record Fn(int first, int second, Code body) {

  @Nullable Object apply(Frame frame, @Nullable Object argument) {
    frame.step(1);
    frame.set(first, argument);
    return body.run(frame);
  }

  @Nullable Object apply(Frame frame, @Nullable Object argument, @Nullable Object other) {
    frame.set(second, other);
    return apply(frame, argument);
  }

  boolean holds(Frame frame, @Nullable Object argument) {
    return Operators.truth(apply(frame, argument));
  }
}
