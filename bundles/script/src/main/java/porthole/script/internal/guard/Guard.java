// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.guard;

import org.jspecify.annotations.Nullable;

/** What happens before, or instead of, a call of one of the language's functions. */
@FunctionalInterface
interface Guard {
  /** Takes a step; counts as one. */
  Guard COUNTED =
      call -> {
        call.spend(1);
        return call.proceed();
      };

  /** Takes as long, and about as much, as what it is given is large. */
  Guard SIZED =
      call -> {
        call.spendSizes();
        return call.proceed();
      };

  /** The result of the call, which may be ended instead. */
  @Nullable Object call(GuardedCall call);
}
