// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import static java.lang.System.Logger.Level.WARNING;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import porthole.indexing.api.IndexEvent;
import porthole.indexing.api.IndexListener;

/** All who listen to indexes now. Thread-safe. */
public final class IndexListeners implements IndexListener {
  private static final System.Logger LOG = System.getLogger("porthole.indexing");

  private final List<IndexListener> listeners = new CopyOnWriteArrayList<>();

  /** From now on this one too. */
  public void add(IndexListener listener) {
    listeners.add(listener);
  }

  /** This one no more. */
  public void remove(IndexListener listener) {
    listeners.remove(listener);
  }

  @Override
  public void changed(String database, String index, IndexEvent event) {
    for (IndexListener listener : listeners) {
      try {
        listener.changed(database, index, event);
      } catch (RuntimeException e) {
        LOG.log(WARNING, "A listener to indexes has failed: " + listener, e);
      }
    }
  }
}
