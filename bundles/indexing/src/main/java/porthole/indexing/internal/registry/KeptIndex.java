// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.internal.auto.AutoDefinition;

/**
 * What is known of an index besides its entries.
 *
 * @param definition as it is shown; not to be changed
 * @param auto what an automatic index is of; null: it is none
 * @param generation the later one of two of a name takes the other's place once it has caught up
 */
record KeptIndex(
    IndexDefinition definition, @Nullable AutoDefinition auto, long generation, Instant created) {

  String name() {
    return definition.name;
  }

  KeptIndex with(IndexDefinition changed) {
    return new KeptIndex(changed, auto, generation, created);
  }
}
