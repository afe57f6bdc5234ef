// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.broker;

import java.io.IOException;

/** The settings in force, and where the choice of a backend is kept. Thread-safe. */
public final class Selection {
  private final Store store;
  private volatile Settings current;

  /** Keeps the name of the chosen backend over a restart. */
  @FunctionalInterface
  public interface Store {
    /** Keeps it and leaves all other settings as they are. */
    void keep(String backend) throws IOException;
  }

  /** Begins with {@code settings}. */
  public Selection(Settings settings, Store store) {
    this.current = settings;
    this.store = store;
  }

  Settings current() {
    return current;
  }

  /** The operator has changed the settings. */
  public void replace(Settings settings) {
    current = settings;
  }

  synchronized void choose(String backend) {
    current = new Settings(backend, current.deadline());
    try {
      store.keep(backend);
    } catch (IOException e) {
      System.getLogger("porthole.capture")
          .log(
              System.Logger.Level.WARNING,
              "The choice of the capture backend "
                  + backend
                  + " is in force but could not be saved; it is lost at a restart.",
              e);
    }
  }
}
