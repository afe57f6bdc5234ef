// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Says, whenever it is run, which bundles a shutdown waits for and since when. */
final class ShutdownProgress implements Runnable {

  private final Supplier<List<String>> stopping;
  private final Console console;
  private final LongSupplier nanoClock;
  private final Map<String, Long> since = new HashMap<>();

  ShutdownProgress(Supplier<List<String>> stopping, Console console, LongSupplier nanoClock) {
    this.stopping = stopping;
    this.console = console;
    this.nanoClock = nanoClock;
  }

  @Override
  public void run() {
    long now = nanoClock.getAsLong();
    List<String> bundles = stopping.get();
    since.keySet().retainAll(bundles);
    for (String bundle : bundles) {
      long seconds = (now - since.computeIfAbsent(bundle, b -> now)) / 1_000_000_000L;
      console.say("waiting for " + bundle + " to stop, for " + seconds + " s");
    }
  }
}
