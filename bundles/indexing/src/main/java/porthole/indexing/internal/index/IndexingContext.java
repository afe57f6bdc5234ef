// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import java.time.Clock;
import java.util.function.LongSupplier;
import porthole.introspection.api.Activities;

/**
 * What indexes need of the world.
 *
 * @param nanoClock as {@link System#nanoTime}
 */
public record IndexingContext(Activities activities, Clock clock, LongSupplier nanoClock) {}
