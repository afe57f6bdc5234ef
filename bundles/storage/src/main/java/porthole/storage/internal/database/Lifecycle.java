// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static porthole.storage.api.DatabaseState.ABSENT;
import static porthole.storage.api.DatabaseState.DISABLED;
import static porthole.storage.api.DatabaseState.FAILED;
import static porthole.storage.api.DatabaseState.LOADED;
import static porthole.storage.api.DatabaseState.LOADING;
import static porthole.storage.api.DatabaseState.UNLOADED;
import static porthole.storage.api.DatabaseState.UNLOADING;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import porthole.storage.api.DatabaseState;

/** A database's state, and from where it may go where. For its slot, under the slot's lock. */
final class Lifecycle {
  private final String database;
  private final Clock clock;
  private DatabaseState state = UNLOADED;
  private Instant since;

  Lifecycle(String database, Clock clock) {
    this.database = database;
    this.clock = clock;
    since = clock.instant();
  }

  DatabaseState state() {
    return state;
  }

  void go(DatabaseState to) {
    if (!next(state).contains(to)) {
      throw new IllegalStateException(
          "Database '" + database + "' cannot go from " + state + " to " + to);
    }
    state = to;
    since = clock.instant();
  }

  /** When it came to the state it is in. */
  Instant since() {
    return since;
  }

  private static Set<DatabaseState> next(DatabaseState from) {
    return switch (from) {
      case ABSENT -> Set.of();
      case UNLOADED, FAILED -> Set.of(LOADING, DISABLED, ABSENT);
      case LOADING -> Set.of(LOADED, FAILED);
      case LOADED -> Set.of(UNLOADING);
      case UNLOADING -> Set.of(UNLOADED);
      case DISABLED -> Set.of(UNLOADED, ABSENT);
    };
  }
}
