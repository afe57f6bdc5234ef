// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.operation;

import static java.lang.System.Logger.Level.WARNING;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import porthole.http.api.OperationListener;

/** All who listen to operations now. Thread-safe. */
public final class OperationListeners implements OperationListener {
  private static final System.Logger LOG = System.getLogger("porthole.http");

  private final List<OperationListener> listeners = new CopyOnWriteArrayList<>();

  /** From now on this one too. */
  public void add(OperationListener listener) {
    listeners.add(listener);
  }

  /** This one no more. */
  public void remove(OperationListener listener) {
    listeners.remove(listener);
  }

  @Override
  public void changed(String database, long operation, Supplier<byte[]> state) {
    for (OperationListener listener : listeners) {
      try {
        listener.changed(database, operation, state);
      } catch (RuntimeException e) {
        LOG.log(WARNING, "A listener to operations has failed: " + listener, e);
      }
    }
  }
}
