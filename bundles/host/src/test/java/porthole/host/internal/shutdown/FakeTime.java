// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal.shutdown;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Time that goes on when somebody waits, and does what is to be done then. */
final class FakeTime {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final TreeMap<Long, Runnable> due = new TreeMap<>();
  private long nanos;

  Shutdown.Platform platform() {
    Clock clock =
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return START.plusNanos(nanos);
          }
        };
    return new Shutdown.Platform(clock, () -> nanos, this::await);
  }

  Duration elapsed() {
    return Duration.ofNanos(nanos);
  }

  void at(Duration moment, Runnable task) {
    due.merge(
        moment.toNanos(),
        task,
        (one, other) ->
            () -> {
              one.run();
              other.run();
            });
  }

  void in(Duration delay, Runnable task) {
    at(elapsed().plus(delay), task);
  }

  private boolean await(CompletableFuture<?> done, Duration atMost) {
    long end = nanos + atMost.toNanos();
    while (!done.isDone()) {
      Map.Entry<Long, Runnable> next = due.firstEntry();
      if (next == null || next.getKey() > end) {
        nanos = end;
        return false;
      }
      due.remove(next.getKey());
      nanos = Math.max(nanos, next.getKey());
      next.getValue().run();
    }
    return true;
  }
}
