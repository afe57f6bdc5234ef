// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import java.time.Duration;

/** Does things later. */
@FunctionalInterface
public interface Delays {

  /** Runs a short task after a while, on a thread that must not be held up. */
  void after(Duration delay, Runnable task);
}
