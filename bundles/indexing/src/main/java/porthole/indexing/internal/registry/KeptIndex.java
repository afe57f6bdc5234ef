// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.api.IndexDefinition.State;
import porthole.indexing.internal.auto.AutoDefinition;
import porthole.indexing.internal.definition.Definitions;

/**
 * What is known of an index besides its entries.
 *
 * @param definition as it is shown; not to be changed
 * @param auto what an automatic index is of; null: it is none
 * @param generation the later one of two of a name takes the other's place once it has caught up
 * @param created when its entries were begun
 */
record KeptIndex(
    IndexDefinition definition, @Nullable AutoDefinition auto, long generation, Instant created) {

  String name() {
    return definition.name;
  }

  KeptIndex with(IndexDefinition changed) {
    return new KeptIndex(changed, auto, generation, created);
  }

  KeptIndex with(@Nullable State state) {
    IndexDefinition changed = Definitions.copy(definition);
    changed.state = state;
    return with(changed);
  }

  /** With new entries, in which no document has failed so far. */
  KeptIndex begunAnew(Instant now) {
    KeptIndex mended = definition.state == State.ERROR ? with(State.NORMAL) : this;
    return new KeptIndex(mended.definition, auto, generation, now);
  }
}
