// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what of an environment is in use, so that a caller's mistake becomes an exception and not
 * the end of the JVM. Thread-safe.
 */
final class Handles {
  private static final long CLOSED = Long.MIN_VALUE;
  private final String name;
  private final AtomicLong count = new AtomicLong();

  Handles(String name) {
    this.name = name;
  }

  /** Every use of a native handle is between this and {@link #release}. */
  void acquire() {
    long before;
    do {
      before = count.get();
      if (before == CLOSED) {
        throw new IllegalStateException("Environment '" + name + "' was used after its close.");
      }
    } while (!count.compareAndSet(before, before + 1));
  }

  void release() {
    count.decrementAndGet();
  }

  /** Forbids any further use; false when that was done before. */
  boolean close() {
    if (count.compareAndSet(0, CLOSED)) {
      return true;
    }
    long now = count.get();
    if (now == CLOSED) {
      return false;
    }
    throw new IllegalStateException(
        "Environment '" + name + "' cannot be closed: " + now + " uses of it have not ended.");
  }
}
