// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import org.jspecify.annotations.Nullable;

/** A compiled expression. */
@FunctionalInterface
interface Code {

  /** Its value, with the variables as they are now. */
  @Nullable Object run(Frame frame);
}
