// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.api.IndexDefinition.LockMode;
import porthole.indexing.api.IndexDefinition.Priority;
import porthole.indexing.api.IndexReport.Running;
import porthole.indexing.api.Indexes.Which;
import porthole.indexing.api.IndexingException;

class StaticIndexTest extends DefinedIndexes {

  @Test
  void indexesWhatItsMapsMake() {
    database.put("Users", "users/1", "{\"name\": \"Ann\"}");
    database.put("Others", "others/1", "{\"name\": \"Ann\"}");
    database.put("Dogs", "dogs/1", "{\"name\": \"Ann\"}");
    admin.put(List.of(definition("ByName", "Users: name", "Dogs: name")));
    runAll();
    assertThat(count("byname", "name", "ann")).isEqualTo(2);
    database.put("Dogs", "dogs/1", null);
    runAll();
    assertThat(count("ByName", "name", "ann")).isOne();
    assertThat(report("ByName").stale).isFalse();
    assertThat(report("ByName").entries).isOne();
    assertThat(report("ByName").collections).containsOnlyKeys("Users", "Dogs");
  }

  @Test
  void aDocumentMayMakeSeveralEntries() {
    database.put("Posts", "posts/1", "{\"tags\": [\"a\", \"b\"]}");
    admin.put(List.of(definition("ByTag", "Posts: tags[]")));
    runAll();
    assertThat(report("ByTag").entries).isEqualTo(2);
    database.put("Posts", "posts/1", "{\"tags\": []}");
    runAll();
    assertThat(report("ByTag").entries).isZero();
  }

  @Test
  void isThereAfterAReload() {
    database.put("Users", "users/1", "{\"name\": \"Ann\"}");
    IndexDefinition definition = definition("ByName", "Users: name");
    definition.priority = Priority.LOW;
    admin.put(List.of(definition));
    runAll();
    reopen();
    assertThat(admin.definitions()).hasSize(1);
    assertThat(admin.definitions().get(0).priority).isEqualTo(Priority.LOW);
    assertThat(count("ByName", "name", "ann")).isOne();
    assertThat(report("ByName").stale).isFalse();
  }

  @Test
  void goesOnAnsweringUntilTheNewDefinitionHasCaughtUp() {
    database.put("Users", "users/1", "{\"name\": \"Ann\", \"age\": 3}");
    admin.put(List.of(definition("X", "Users: name")));
    runAll();
    admin.put(List.of(definition("X", "Users: age")));
    assertThat(count("X", "name", "ann")).isOne();
    assertThat(names()).containsExactly("X", "ReplacementOf/X");
    indexes.replace();
    assertThat(names()).containsExactly("X", "ReplacementOf/X");

    runAll();
    assertThat(names()).containsExactly("X");
    assertThat(count("X", "age", "3")).isOne();
    assertThat(count("X", "name", "ann")).isZero();
    reopen();
    assertThat(count("X", "age", "3")).isOne();
  }

  @Test
  void aReplacementGoesOnAfterAReload() {
    database.put("Users", "users/1", "{\"name\": \"Ann\", \"age\": 3}");
    admin.put(List.of(definition("X", "Users: name")));
    runAll();
    admin.put(List.of(definition("X", "Users: age")));
    reopen();
    assertThat(names()).containsExactly("X", "ReplacementOf/X");
    assertThat(count("X", "name", "ann")).isOne();
    runAll();
    assertThat(count("X", "age", "3")).isOne();
    assertThat(names()).containsExactly("X");
  }

  @Test
  void settingsReachWhatTakesTheirPlace() {
    admin.put(List.of(definition("X", "Users: name")));
    runAll();
    admin.put(List.of(definition("X", "Users: age")));
    admin.setPriority(List.of("X"), Priority.HIGH);
    runAll();
    assertThat(names()).containsExactly("X");
    assertThat(report("X").priority).isEqualTo(Priority.HIGH);
  }

  @Test
  void toPutWhatIsThereChangesNothing() {
    admin.put(List.of(definition("X", "Users: name", "Dogs: name")));
    assertThat(admin.wouldChange(definition("x", "Dogs: name", "Users: name"))).isFalse();
    admin.put(List.of(definition("X", "Dogs: name", "Users: name")));
    assertThat(names()).containsExactly("X");
    assertThat(admin.wouldChange(definition("X", "Dogs: name"))).isTrue();
    assertThat(admin.wouldChange(definition("Y", "Dogs: name"))).isTrue();
  }

  @Test
  void toPutBackTheOldDefinitionEndsTheReplacement() {
    admin.put(List.of(definition("X", "Users: name")));
    admin.put(List.of(definition("X", "Users: age")));
    admin.put(List.of(definition("X", "Users: name")));
    assertThat(names()).containsExactly("X");
  }

  @Test
  void changesInPlaceWhatDoesNotDecideOnEntries() {
    admin.put(List.of(definition("X", "Users: name")));
    IndexDefinition changed = definition("X", "Users: name");
    changed.priority = Priority.HIGH;
    changed.configuration.put("a", "b");
    admin.put(List.of(changed));
    assertThat(names()).containsExactly("X");
    assertThat(report("X").priority).isEqualTo(Priority.HIGH);
    admin.put(List.of(definition("X", "Users: name")));
    assertThat(report("X").priority).isEqualTo(Priority.HIGH);
  }

  @Test
  void keepsToItsLockMode() {
    admin.put(List.of(definition("X", "Users: name"), definition("Y", "Users: name")));
    admin.setLockMode(List.of("X"), LockMode.LOCKED_IGNORE);
    admin.setLockMode(List.of("Y"), LockMode.LOCKED_ERROR);
    admin.put(List.of(definition("X", "Users: age"), definition("Y", "Users: name")));
    assertThat(names()).containsExactly("X", "Y");
    assertThatThrownBy(() -> admin.put(List.of(definition("Y", "Users: age"))))
        .isInstanceOf(IndexingException.Locked.class)
        .hasMessageContaining("'Y'");
    reopen();
    assertThat(report("X").lockMode).isEqualTo(LockMode.LOCKED_IGNORE);
  }

  @Test
  void whatDoesNotCompileChangesNothing() {
    admin.put(List.of(definition("X", "Users: name")));
    assertThatThrownBy(
            () -> admin.put(List.of(definition("Y", "Users: name"), definition("X", "nonsense"))))
        .isInstanceOf(IndexingException.NoIndex.class)
        .hasMessageContaining("'X'")
        .hasMessageContaining("nonsense");
    assertThat(names()).containsExactly("X");
    assertThatThrownBy(() -> admin.put(List.of(definition("Auto/X", "Users: name"))))
        .isInstanceOf(IndexingException.NoIndex.class);
    assertThatThrownBy(() -> admin.put(List.of(definition("Z"))))
        .isInstanceOf(IndexingException.NoIndex.class);
  }

  @Test
  void isGoneOnceDeleted() {
    admin.put(List.of(definition("X", "Users: name")));
    runAll();
    assertThat(admin.delete("x")).isTrue();
    assertThat(admin.delete("x")).isFalse();
    admin.put(List.of(definition("X", "Users: age")));
    runAll();
    assertThat(names()).containsExactly("X");
    reopen();
    assertThat(names()).containsExactly("X");
    assertThat(directory.resolve("indexes")).isDirectoryContaining(path -> true);
    assertThatThrownBy(() -> indexes.named("nope"))
        .isInstanceOf(IndexingException.IndexDoesNotExist.class);
  }

  @Test
  void doesNothingWhilePausedOrDisabled() {
    admin.put(List.of(definition("X", "Users: name"), definition("Y", "Users: name")));
    admin.setPaused("X", true);
    admin.setDisabled("Y", true);
    database.put("Users", "users/1", "{\"name\": \"Ann\"}");
    runAll();
    assertThat(report("X").running).isEqualTo(Running.PAUSED);
    assertThat(report("Y").running).isEqualTo(Running.DISABLED);
    assertThat(admin.reports()).allMatch(report -> report.stale);
    reopen();
    runAll();
    assertThat(report("X").stale).isFalse();
    assertThat(report("Y").stale).isTrue();
    admin.setDisabled("Y", false);
    runAll();
    assertThat(report("Y").stale).isFalse();
  }

  @Test
  void theWholeIsPausedOnlyWhileNoneOfItIsStarted() {
    admin.put(List.of(definition("X", "Users: name")));
    admin.setPaused("X", true);
    assertThat(admin.isPaused()).isFalse();
    admin.setPaused(Which.ALL, true);
    assertThat(admin.isPaused()).isTrue();
    admin.put(List.of(definition("Y", "Users: name")));
    assertThat(report("Y").running).isEqualTo(Running.PAUSED);
    admin.setPaused("X", false);
    assertThat(admin.isPaused()).isFalse();
    admin.setPaused(Which.MAP, true);
    assertThat(admin.isPaused()).isFalse();
    admin.setPaused(Which.ALL, false);
    assertThat(admin.reports()).allMatch(report -> report.running == Running.RUNNING);
  }

  @Test
  void isMadeAnewWhenReset() {
    database.put("Users", "users/1", "{\"name\": \"Ann\"}");
    admin.put(List.of(definition("X", "Users: name")));
    runAll();
    assertThat(report("X").created).isEqualTo(Instant.EPOCH);
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    admin.reset("X");
    assertThat(report("X").stale).isTrue();
    runAll();
    assertThat(report("X").stale).isFalse();
    assertThat(report("X").created).isEqualTo(Instant.EPOCH.plusSeconds(1));
    assertThat(report("X").lastIndexed).isEqualTo(report("X").created);
    assertThat(count("X", "name", "ann")).isOne();
    assertThatThrownBy(() -> admin.reset("nope"))
        .isInstanceOf(IndexingException.IndexDoesNotExist.class);
  }

  @Test
  void listsTerms() {
    for (String name : List.of("Ann", "bob", "Cid")) {
      database.put("Users", "users/" + name, "{\"name\": \"" + name + "\"}");
    }
    admin.put(List.of(definition("X", "Users: name")));
    runAll();
    assertThat(admin.terms("X", "name", null, 2)).containsExactly("ann", "bob");
    assertThat(admin.terms("X", "name", "ann", 10)).containsExactly("bob", "cid");
    assertThat(admin.terms("X", "name", "b", 10)).containsExactly("bob", "cid");
    assertThatThrownBy(() -> admin.terms("X", "age", null, 2))
        .isInstanceOf(IndexingException.InvalidQuery.class)
        .hasMessageContaining("'age' is not indexed");
  }

  @Test
  void saysWhatItsTimeWentTo() {
    database.put("Users", "users/1", "{\"name\": \"Ann\"}");
    database.put("Users", "users/2", "{\"fail\": true}");
    admin.put(List.of(definition("X", "Users: name")));
    runAll();
    database.put("Users", "users/1", null);
    runAll();
    assertThat(admin.batches("X"))
        .extracting(batch -> batch.number, batch -> batch.changes, batch -> batch.entries)
        .containsExactly(tuple(2L, 1L, 0L), tuple(1L, 2L, 1L));
    assertThat(admin.batches("X").get(1).failed).isOne();
    assertThat(admin.batches("X").get(1).phases).containsKeys("Map", "Refresh");
  }
}
