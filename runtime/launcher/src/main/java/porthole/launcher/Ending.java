// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.osgi.framework.BundleException;

/**
 * The end of a run: what the bundles do is ended first, then the bundles are stopped, and when the
 * budget is over the process ends wherever that stands. What a database has acknowledged is on
 * disk, so ending like this costs no more than a moment at the next start.
 */
final class Ending {
  private final Platform platform;
  private final Host host;
  private final Console console;
  private final LongSupplier nanoClock;

  Ending(Platform platform, Host host, Console console, LongSupplier nanoClock) {
    this.platform = platform;
    this.host = host;
    this.console = console;
    this.nanoClock = nanoClock;
  }

  /**
   * Returns when the framework has stopped; otherwise does not return.
   *
   * @param last what must be done before the process ends at once
   */
  void run(ShutdownRequests requests, Runnable last) throws LaunchException {
    Duration budget = host.budget();
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("shutdown"));
    // Never cancelled: what runs when this process exits may hang as well.
    Future<?> unused =
        timer.schedule(
            () -> giveUp(requests, last, budget), budget.toNanos(), TimeUnit.NANOSECONDS);
    List<String> abandoned = host.shutDown(requests.reason(), console::say);
    if (!abandoned.isEmpty()) {
      // Stopping bundles would wait for these again.
      last.run();
      requests.halt(
          ExitCode.OVER_BUDGET,
          "ended with "
              + abandoned.size()
              + " things abandoned, which loses nothing acknowledged: "
              + String.join("; ", abandoned));
    }
    stopBundles(timer);
  }

  private static void giveUp(ShutdownRequests requests, Runnable last, Duration budget) {
    last.run();
    requests.halt(
        ExitCode.OVER_BUDGET,
        "the shutdown's budget of "
            + budget.toSeconds()
            + " s is over; ended at once, which loses nothing acknowledged");
  }

  private void stopBundles(ScheduledExecutorService timer) throws LaunchException {
    ShutdownProgress progress = new ShutdownProgress(platform::stoppingBundles, console, nanoClock);
    Future<?> ticks = timer.scheduleAtFixedRate(progress, 1, 1, TimeUnit.SECONDS);
    try {
      platform.stop();
    } catch (InterruptedException | BundleException e) {
      throw new LaunchException(ExitCode.FAILED, "The shutdown failed: " + e.getMessage(), e);
    } finally {
      ticks.cancel(false);
    }
  }
}
