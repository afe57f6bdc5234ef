// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who uses an open database: uses, which last as long as a request, and the operations within them,
 * which are what keeps its files open. Thread-safe.
 */
final class Usage {
  // Written at most that often, so that readers on all cores do not fight for the field.
  private static final long COARSE_NANOS = 100_000_000;

  private final LongSupplier nanoClock;
  private final Leases uses = new Leases();
  private final Leases operations = new Leases();
  private final Leases.Lease use = () -> end(uses);
  private final Leases.Lease operation = () -> end(operations);
  private volatile long lastUsed;
  private volatile long lastWork;
  private volatile boolean worked;

  /** Used just now. */
  Usage(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    lastUsed = nanoClock.getAsLong();
  }

  /** A use, or null once it is to be unloaded. */
  Leases.@Nullable Lease tryUse() {
    return uses.tryAcquire() ? use : null;
  }

  /** An operation, or null once it is being closed. */
  Leases.@Nullable Lease tryOperate() {
    return operations.tryAcquire() ? operation : null;
  }

  private void end(Leases leases) {
    touch();
    leases.lease().close();
  }

  private void touch() {
    long now = nanoClock.getAsLong();
    if (now - lastUsed > COARSE_NANOS) {
      lastUsed = now;
    }
  }

  /** Something was written. */
  void worked() {
    long now = nanoClock.getAsLong();
    if (!worked || now - lastWork > COARSE_NANOS) {
      lastWork = now;
      worked = true;
    }
  }

  /** How many uses last. */
  long uses() {
    return uses.held();
  }

  /** How many operations are under way. */
  long operations() {
    return operations.held();
  }

  /**
   * Since when nobody has used it, in nanoseconds, to a tenth of a second; 0 while somebody does.
   */
  long unusedNanos() {
    return uses() + operations() > 0 ? 0 : Math.max(0, nanoClock.getAsLong() - lastUsed);
  }

  /** How long ago it was written to, in nanoseconds; -1 when it was not. */
  long sinceWorkNanos() {
    return worked ? Math.max(0, nanoClock.getAsLong() - lastWork) : -1;
  }

  /** Lets no further use begin; done when those that last have ended. */
  CompletableFuture<Void> drain() {
    return uses.close();
  }

  /** Lets no further use begin, unless some last: then nothing changes, and it is false. */
  boolean drainIfUnused() {
    return operations.held() == 0 && uses.closeIfUnused();
  }

  /** Lets no further operation begin; done when those under way have ended. */
  CompletableFuture<Void> stop() {
    return operations.close();
  }
}
