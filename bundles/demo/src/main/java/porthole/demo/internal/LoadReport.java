// SPDX-License-Identifier: Apache-2.0
package porthole.demo.internal;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Says every few seconds how far the load has come and how fast it goes. Not thread-safe. */
final class LoadReport {

  private static final long EVERY_NANOS = 3_000_000_000L;

  private final long total;
  private final LongSupplier nanoClock;
  private final Consumer<String> console;
  private long lastAt;
  private long lastCount = -1;

  LoadReport(long total, LongSupplier nanoClock, Consumer<String> console) {
    this.total = total;
    this.nanoClock = nanoClock;
    this.console = console;
    this.lastAt = nanoClock.getAsLong();
  }

  void stored(long count) {
    long now = nanoClock.getAsLong();
    if (lastCount < 0) {
      // The first batch of this run: what an earlier one stored is no measure of speed.
      lastCount = count;
      lastAt = now;
      return;
    }
    if (now - lastAt >= EVERY_NANOS) {
      double seconds = (now - lastAt) / 1e9;
      console.accept(
          String.format(
              Locale.ROOT,
              "Loading the demo database: %,d of %,d documents, %,.0f a second",
              count,
              total,
              (count - lastCount) / seconds));
      lastAt = now;
      lastCount = count;
    }
  }
}
