// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** That files may be damaged. Thread-safe. */
final class Suspicion {
  // To read all files takes long, and a query that fails is often asked again.
  private static final long BETWEEN_NANOS = Duration.ofMinutes(1).toNanos();

  private @Nullable Long aroseNanos;
  private boolean lasts;

  /** Has them looked at; false when they have been a moment ago. */
  synchronized boolean arises(long nowNanos) {
    if (aroseNanos != null && nowNanos - aroseNanos < BETWEEN_NANOS) {
      return false;
    }
    aroseNanos = nowNanos;
    lasts = true;
    return true;
  }

  /** They are being looked at; false when nobody has suspected them. */
  synchronized boolean ends() {
    boolean lasted = lasts;
    lasts = false;
    return lasted;
  }
}
