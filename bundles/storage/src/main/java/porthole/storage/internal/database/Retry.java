// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** When to try again after failures. Guarded by the lock of whoever has it. */
final class Retry {
  private final Supplier<Backoff> backoff;
  private final LongSupplier nanoClock;
  private @Nullable Throwable failure;
  private int failures;
  private long failedAt;

  Retry(Supplier<Backoff> backoff, LongSupplier nanoClock) {
    this.backoff = backoff;
    this.nanoClock = nanoClock;
  }

  /** It has failed once more. */
  void note(Throwable with) {
    failure = with;
    failures++;
    failedAt = nanoClock.getAsLong();
  }

  /** The same, unless this very failure has been noted already. */
  void noteOnce(Throwable with) {
    if (failure != with) {
      note(with);
    }
  }

  /** All is well again. */
  void reset() {
    failure = null;
    failures = 0;
  }

  @Nullable Throwable failure() {
    return failure;
  }

  boolean isDue() {
    return leftNanos() <= 0;
  }

  /** Until it is due, 1 or more. */
  int seconds() {
    return (int) Math.max(1, Duration.ofNanos(leftNanos()).plusMillis(999).toSeconds());
  }

  /** Until it is due, 0 or less when it is. */
  long leftNanos() {
    if (failures == 0) {
      return 0;
    }
    return backoff.get().after(failures).toNanos() - (nanoClock.getAsLong() - failedAt);
  }
}
