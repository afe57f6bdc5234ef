// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import porthole.indexing.internal.MemoryDatabase;
import porthole.storage.api.Change;

class CollectionChangesTest {
  private final MemoryDatabase database = new MemoryDatabase();
  private final CollectionChanges changes = new CollectionChanges(new DatabaseFeed(database));

  private List<String> after(long etag, int limit, String... collections) {
    return next(etag, limit, collections).stream().map(Change::id).toList();
  }

  private List<Change> next(long etag, int limit, String... collections) {
    return changes.after(Set.of(collections), etag, limit, Long.MAX_VALUE);
  }

  private List<String> allAfter(long etag, String... collections) {
    List<String> ids = new ArrayList<>();
    List<Change> piece = next(etag, 9, collections);
    while (!piece.isEmpty()) {
      piece.forEach(change -> ids.add(change.id()));
      piece = next(piece.get(piece.size() - 1).etag(), 9, collections);
    }
    return ids;
  }

  @Test
  void comeInTheOrderOfTheDatabase() {
    database.put("A", "a/1", "{}");
    database.put("B", "b/1", "{}");
    database.put("C", "c/1", "{}");
    database.put("A", "a/2", null);
    assertThat(allAfter(0, "A", "B")).containsExactly("a/1", "b/1", "a/2");
    assertThat(allAfter(1, "A", "B")).containsExactly("b/1", "a/2");
    assertThat(allAfter(4, "A", "B")).isEmpty();
    assertThat(changes.isAny(Set.of("A", "B"), 3)).isTrue();
    assertThat(changes.isAny(Set.of("B", "C"), 3)).isFalse();
  }

  @Test
  void endWhereOneThatIsNotAllReadEnds() {
    for (int i = 1; i <= 5; i++) {
      database.put("A", "a/" + i, "{}");
    }
    database.put("B", "b/1", "{}");
    assertThat(after(0, 2, "A", "B")).containsExactly("a/1", "a/2");
    assertThat(allAfter(2, "A", "B")).containsExactly("a/3", "a/4", "a/5", "b/1");
  }

  @Test
  void leaveNothingOutThatIsWrittenWhileTheyAreRead() {
    database.put("A", "a/1", "{}");
    boolean[] written = {false};
    database.onRead(
        () -> {
          if (!written[0]) {
            written[0] = true;
            return;
          }
          database.onRead(() -> {});
          database.put("A", "a/2", "{}");
          database.put("B", "b/1", "{}");
        });
    assertThat(after(0, 9, "A", "B")).containsExactly("a/1");
    assertThat(allAfter(1, "A", "B")).containsExactly("a/2", "b/1");
  }
}
