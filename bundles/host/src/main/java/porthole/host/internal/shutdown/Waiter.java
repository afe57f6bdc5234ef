// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal.shutdown;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** How a shutdown waits. */
public interface Waiter {

  /** Waits until something is done, well or not; false when that took too long. */
  boolean await(CompletableFuture<?> done, Duration atMost);
}
