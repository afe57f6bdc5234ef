// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Runs what is due when it is told to. */
final class ManualDelays implements Delays {
  private record Due(long at, Runnable task) {}

  private final LongSupplier nanoClock;
  private final List<Due> tasks = new ArrayList<>();

  ManualDelays(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  @Override
  public synchronized void after(Duration delay, Runnable task) {
    tasks.add(new Due(nanoClock.getAsLong() + delay.toNanos(), task));
  }

  void runDue() {
    List<Due> due = new ArrayList<>();
    synchronized (this) {
      tasks.stream().filter(task -> task.at() <= nanoClock.getAsLong()).forEach(due::add);
      tasks.removeAll(due);
    }
    due.forEach(task -> task.task().run());
  }
}
