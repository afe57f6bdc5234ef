// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import porthole.indexing.api.IndexDefinition.LockMode;
import porthole.indexing.api.IndexDefinition.Priority;

class IndexEventsTest extends DefinedIndexes {

  @Test
  void tellsWhenQueriesFindABatch() {
    admin.put(List.of(definition("X", "Users: name")));
    runAll();
    database.put("Users", "users/1", "{\"name\": \"Ann\"}");
    runAll();
    database.put("Dogs", "dogs/1", "{\"name\": \"Rex\"}");
    runAll();
    assertThat(events).containsExactly("db X ADDED", "db X BATCH_COMPLETED");
  }

  @Test
  void tellsOfAReplacementUnderItsOwnNameUntilItTakesOver() {
    database.put("Users", "users/1", "{\"name\": \"Ann\", \"age\": 3}");
    admin.put(List.of(definition("X", "Users: name")));
    runAll();
    events.clear();
    admin.put(List.of(definition("X", "Users: age")));
    runAll();
    assertThat(events)
        .containsExactly(
            "db ReplacementOf/X ADDED",
            "db ReplacementOf/X BATCH_COMPLETED",
            "db X SIDE_BY_SIDE_REPLACE");
  }

  @Test
  void tellsWhatPeopleDoWithAnIndex() {
    admin.put(List.of(definition("X", "Users: name")));
    events.clear();
    admin.setPriority(List.of("X"), Priority.LOW);
    admin.setLockMode(List.of("X"), LockMode.LOCKED_IGNORE);
    admin.setDisabled("X", true);
    admin.setDisabled("X", false);
    admin.setPaused("X", true);
    admin.setPaused("X", false);
    admin.delete("X");
    assertThat(events)
        .containsExactly(
            "db X PRIORITY_CHANGED",
            "db X LOCK_MODE_CHANGED",
            "db X DEMOTED_TO_DISABLED",
            "db X PAUSED",
            "db X REMOVED");
  }

  @Test
  void tellsNothingOfWhatChangesNothing() {
    admin.put(List.of(definition("X", "Users: name")));
    events.clear();
    admin.put(List.of(definition("X", "Users: name")));
    admin.setPriority(List.of("X"), Priority.NORMAL);
    admin.delete("Y");
    assertThat(events).isEmpty();
  }
}
