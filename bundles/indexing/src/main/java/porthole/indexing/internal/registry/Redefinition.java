// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import java.util.ArrayList;
import java.util.List;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.api.IndexDefinition.State;
import porthole.indexing.api.IndexEvent;

/** What a changed definition means to those who listen. */
final class Redefinition {
  private Redefinition() {}

  static List<IndexEvent> events(IndexDefinition before, IndexDefinition after) {
    List<IndexEvent> events = new ArrayList<>();
    if (before.lockMode != after.lockMode) {
      events.add(IndexEvent.LOCK_MODE_CHANGED);
    }
    if (before.priority != after.priority) {
      events.add(IndexEvent.PRIORITY_CHANGED);
    }
    if (before.state != after.state && after.state == State.DISABLED) {
      events.add(IndexEvent.DEMOTED_TO_DISABLED);
    }
    if (before.state != after.state && after.state == State.ERROR) {
      events.add(IndexEvent.MARKED_AS_ERRORED);
    }
    return events;
  }
}
