// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import porthole.storage.api.DatabaseInfo;

/** The unload of all databases at once, for good. Thread-safe. */
public final class Retirement {
  private record Leaving(DatabaseSlot slot, CompletableFuture<Void> unloaded) {}

  private final List<Leaving> leaving = new ArrayList<>();

  /**
   * Lets nobody open any of them any more and begins to unload those that are open.
   *
   * @param drain how long uses that last may go on
   */
  Retirement(Collection<DatabaseSlot> slots, Duration drain) {
    for (DatabaseSlot slot : slots) {
      CompletableFuture<Void> unloaded = slot.retire(drain);
      if (unloaded != null && !unloaded.isDone()) {
        leaving.add(new Leaving(slot, unloaded));
      }
    }
  }

  /** Done when all are unloaded. */
  public CompletableFuture<Void> all() {
    return CompletableFuture.allOf(
        leaving.stream().map(Leaving::unloaded).toArray(CompletableFuture<?>[]::new));
  }

  /** How many were open, or about to be, and not unloaded at once. */
  public long total() {
    return leaving.size();
  }

  /** Those that are not unloaded yet, the ones that have been in their state longest first. */
  public List<DatabaseInfo> left() {
    List<DatabaseInfo> left = new ArrayList<>();
    for (Leaving one : leaving) {
      if (!one.unloaded.isDone()) {
        left.add(one.slot.info());
      }
    }
    left.sort(Comparator.comparing(info -> info.stateSince));
    return left;
  }
}
