// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import java.time.Clock;
import java.util.function.LongSupplier;
import porthole.indexing.api.IndexListener;
import porthole.introspection.api.Activities;

/**
 * What indexes need of the world.
 *
 * @param nanoClock as {@link System#nanoTime}
 * @param listener told of what happens to them
 */
public record IndexingContext(
    Activities activities, Clock clock, LongSupplier nanoClock, IndexListener listener) {

  /** With nobody who listens. */
  public IndexingContext(Activities activities, Clock clock, LongSupplier nanoClock) {
    this(activities, clock, nanoClock, new IndexListeners());
  }
}
