// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.work;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Waits for something, without being interrupted. */
@FunctionalInterface
public interface Waiting {
  /** Says whether it was done before the time was over. */
  boolean until(CompletableFuture<Void> done, Duration patience);
}
