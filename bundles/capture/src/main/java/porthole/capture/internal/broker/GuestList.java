// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The guests that are there now, the most preferred first. Thread-safe.
 *
 * @param <S> the services' type
 */
public final class GuestList<S> {
  private final ConcurrentSkipListMap<Rank, Guest<S>> guests = new ConcurrentSkipListMap<>();

  /** A guest came. */
  public void add(Rank rank, Guest<S> guest) {
    guests.put(rank, guest);
  }

  /** The guest that offers {@code service} went: calls that wait for it end. */
  public void remove(S service) {
    for (Map.Entry<Rank, Guest<S>> entry : guests.entrySet()) {
      Guest<S> guest = entry.getValue();
      if (guest.service() == service && guests.remove(entry.getKey(), guest)) {
        guest.leave();
      }
    }
  }

  List<Guest<S>> ranked() {
    return new ArrayList<>(guests.values());
  }
}
