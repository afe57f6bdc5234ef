// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal;

import java.time.Duration;

/** A moment after which waiting has no point. */
final class Deadline {

  private final long nanos;

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  boolean passed() {
    return System.nanoTime() - nanos >= 0;
  }
}
