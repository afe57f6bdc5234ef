// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import java.time.Duration;

/**
 * What an operator may change while databases are open.
 *
 * @param concurrentLoads databases that may be loading at once, 1 or more
 * @param backoff after failed loads
 * @param idle a database is unloaded when it was not used for that long
 * @param idlePerMegabyte and so much longer for each megabyte of its files
 * @param drain how long an unload waits for uses that last before it cuts them off
 */
public record Policy(
    int concurrentLoads, Backoff backoff, Duration idle, Duration idlePerMegabyte, Duration drain) {
  private static final long MEGABYTE = 1 << 20;

  /** Refuses what makes no sense. */
  public Policy {
    if (concurrentLoads < 1) {
      throw new IllegalArgumentException(
          "concurrentLoads is " + concurrentLoads + "; it must be at least 1.");
    }
    notNegative("idleUnload.ms", idle);
    notNegative("idleUnloadPerMegabyte.ms", idlePerMegabyte);
    notNegative("unloadPatience.ms", drain);
  }

  private static void notNegative(String name, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(name + " is " + value + "; it must not be negative.");
    }
  }

  /** How long a database of that size is kept unused. */
  Duration keptUnused(long sizeOnDiskBytes) {
    return idle.plus(idlePerMegabyte.multipliedBy(Math.max(0, sizeOnDiskBytes) / MEGABYTE));
  }
}
