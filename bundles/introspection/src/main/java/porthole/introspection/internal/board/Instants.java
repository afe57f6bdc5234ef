// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.internal.board;

import java.util.function.LongSupplier;

/** The two clocks that a board is written with; neither allocates. */
public final class Instants {
  private final LongSupplier wallMicros;
  private final LongSupplier monotonicNanos;

  /**
   * Clocks to write with.
   *
   * @param wallMicros microseconds since the epoch, UTC
   * @param monotonicNanos the clock of {@code System.nanoTime()}
   */
  public Instants(LongSupplier wallMicros, LongSupplier monotonicNanos) {
    this.wallMicros = wallMicros;
    this.monotonicNanos = monotonicNanos;
  }

  long wallMicros() {
    return wallMicros.getAsLong();
  }

  long monotonicNanos() {
    return monotonicNanos.getAsLong();
  }
}
