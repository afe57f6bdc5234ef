// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static porthole.storage.internal.database.Fixture.delete;
import static porthole.storage.internal.database.Fixture.put;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.storage.api.Change;
import porthole.storage.api.Database;
import porthole.testing.storage.MemoryEngine;

class ChangeFeedTest {
  @TempDir Path data;
  private Fixture storage;
  private Database database;

  @BeforeEach
  void open() {
    storage = new Fixture(new MemoryEngine(), data);
    database = storage.create("Northwind");
    database.execute(
        List.of(
            put("users/1", "Users", "1"),
            put("orders/1", "Orders", "2"),
            put("users/2", "Users", "3"),
            put("users/1", "Users", "4"),
            delete("USERS/2")));
  }

  @AfterEach
  void close() throws InterruptedException {
    storage.close();
  }

  @Test
  void onlyTheLatestChangeOfEachIdIsThereInTheOrderOfEtags() {
    List<Change> changes = database.changes(null, 0, 10);
    assertThat(changes).extracting(Change::etag).containsExactly(2L, 4L, 5L);
    assertThat(changes).extracting(Change::id).containsExactly("orders/1", "users/1", "users/2");
    assertThat(changes.get(1).document().body()).isEqualTo(Fixture.bytes("4"));
  }

  @Test
  void aDeleteIsATombstoneWithACollectionAndAChangeVector() {
    Change change = database.changes("users", 4, 10).get(0);
    assertThat(change.document()).isNull();
    assertThat(change.id()).isEqualTo("users/2");
    assertThat(change.collection()).isEqualTo("Users");
    assertThat(change.changeVector()).isEqualTo("A:5-" + database.id());
  }

  @Test
  void aFollowerGoesOnAfterTheEtagItHas() {
    assertThat(database.changes(null, 2, 1)).extracting(Change::etag).containsExactly(4L);
    assertThat(database.changes("Users", 4, 10)).extracting(Change::etag).containsExactly(5L);
    assertThat(database.changes("Orders", 2, 10)).isEmpty();
    assertThat(database.changes("Nobody", 0, 10)).isEmpty();
    assertThat(database.changes(null, Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void aFollowerTakesNoMoreAtOnceThanItSays() {
    assertThat(database.changes(null, 0, 10, 1)).extracting(Change::etag).containsExactly(2L);
    assertThat(database.changes("Users", 2, 10, 1)).extracting(Change::etag).containsExactly(4L);
    assertThat(database.changes(null, 0, 10, 1_000)).hasSize(2);
    assertThat(database.changes(null, 0, 10, Long.MAX_VALUE)).hasSize(3);
  }

  @Test
  void aDocumentInATombstonesPlaceTakesItsPlaceInTheFeedToo() {
    database.execute(List.of(put("users/2", "Users", "6")));
    assertThat(database.stats().tombstones).isZero();
    assertThat(database.changes("Users", 4, 10))
        .singleElement()
        .satisfies(change -> assertThat(change.document()).isNotNull());
  }
}
