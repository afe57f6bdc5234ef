// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal.systemd;

import java.lang.System.Logger.Level;

/**
 * Tells systemd that the server is alive, each time after a request of its own was answered; when
 * none is, systemd hears nothing and restarts it. For one thread.
 */
public final class Watchdog implements Runnable {
  private static final System.Logger LOG = System.getLogger("porthole.host");

  private final Systemd systemd;
  private final Probe probe;
  private boolean heard;

  /** Asks the server something. */
  public interface Probe {
    /** Empty when it answered, else what happened instead. */
    String ask();
  }

  /** Asks with that probe whenever it is run. */
  public Watchdog(Systemd systemd, Probe probe) {
    this.systemd = systemd;
    this.probe = probe;
  }

  @Override
  public void run() {
    String failure = probe.ask();
    if (failure.isEmpty()) {
      systemd.alive();
    } else if (heard) {
      // Before its first answer the server is starting, which has a time limit of its own.
      LOG.log(Level.WARNING, "The watchdog is not told that the server is alive: {0}", failure);
    }
    heard = failure.isEmpty();
  }
}
