// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static porthole.storage.internal.database.Fixture.bytes;
import static porthole.storage.internal.database.Fixture.delete;
import static porthole.storage.internal.database.Fixture.ids;
import static porthole.storage.internal.database.Fixture.put;
import static porthole.storage.internal.database.Fixture.putAt;
import static porthole.storage.internal.database.Fixture.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.storage.api.Change;
import porthole.storage.api.CommandResult;
import porthole.storage.api.Database;
import porthole.storage.api.DocumentCommand;
import porthole.storage.api.DocumentPage;
import porthole.storage.api.PrefixQuery;
import porthole.storage.api.StorageException;
import porthole.storage.api.StoredDocument;
import porthole.testing.storage.MemoryEngine;

class DocumentsTest {
  @TempDir Path data;
  private Fixture storage;
  private Database database;

  @BeforeEach
  void open() {
    storage = new Fixture(new MemoryEngine(), data);
    database = storage.create("Northwind");
  }

  @AfterEach
  void close() throws InterruptedException {
    storage.close();
  }

  @Test
  void aDocumentComesBackByteForByte() {
    byte[] body = bytes("{ \"name\" :\t\"Jürgen 🎈\",\"n\":1.0e0 }");
    byte[] metadata = bytes("{\"@collection\":\"Users\" , \"x\":[1, 2]}");
    CommandResult.Put result =
        store(database, new DocumentCommand.Put("users/1-A", null, "Users", metadata, body));
    StoredDocument document = database.get("users/1-A");
    assertThat(document.body()).isEqualTo(body);
    assertThat(document.metadata()).isEqualTo(metadata);
    assertThat(document.id()).isEqualTo("users/1-A");
    assertThat(document.collection()).isEqualTo("Users");
    assertThat(document.etag()).isEqualTo(1).isEqualTo(result.etag());
    assertThat(document.changeVector())
        .isEqualTo("A:1-" + database.id())
        .isEqualTo(result.changeVector());
    assertThat(document.lastModified()).isEqualTo(Fixture.NOW).isEqualTo(result.lastModified());
  }

  @Test
  void idsAndCollectionsCompareCaseInsensitivelyAndKeepTheirCase() {
    store(database, put("Users/Ärger-A", "Users", "1"));
    store(database, put("users/ÄRGER-a", "USERS", "2"));
    StoredDocument document = database.get("USERS/ärger-A");
    assertThat(document.id()).isEqualTo("users/ÄRGER-a");
    assertThat(document.collection()).isEqualTo("Users");
    assertThat(document.body()).isEqualTo(bytes("2"));
    assertThat(database.stats().documents).isEqualTo(1);
    assertThat(database.stats().collections).containsOnlyKeys("Users");
  }

  @Test
  void severalDocumentsComeInTheOrderAskedForWithGaps() {
    database.execute(List.of(put("a"), put("b")));
    List<StoredDocument> documents = database.get(List.of("b", "nope", "A", "b", "", "x\ny"));
    assertThat(documents.get(0).id()).isEqualTo("b");
    assertThat(documents.get(1)).isNull();
    assertThat(documents.get(2).id()).isEqualTo("a");
    assertThat(documents.get(3).id()).isEqualTo("b");
    assertThat(documents.get(4)).isNull();
    assertThat(documents.get(5)).isNull();
  }

  @Test
  void aWriteAtTheExpectedChangeVectorGoesThrough() {
    String first = store(database, putAt("a", "")).changeVector();
    String second = store(database, putAt("A", first)).changeVector();
    assertThat(second).isNotEqualTo(first);
    database.execute(List.of(new DocumentCommand.Delete("a", second)));
    assertThat(database.get("a")).isNull();
  }

  @Test
  void aWriteAtAnotherChangeVectorIsRefused() {
    String first = store(database, put("a")).changeVector();
    String second = store(database, put("a")).changeVector();
    assertThatThrownBy(() -> store(database, putAt("a", first)))
        .isInstanceOfSatisfying(
            StorageException.ConcurrencyViolation.class,
            violation -> {
              assertThat(violation.id()).isEqualTo("a");
              assertThat(violation.expected()).isEqualTo(first);
              assertThat(violation.actual()).isEqualTo(second);
            });
    assertThatThrownBy(() -> store(database, putAt("a", "")))
        .isInstanceOf(StorageException.ConcurrencyViolation.class);
    assertThatThrownBy(() -> store(database, putAt("b", first)))
        .isInstanceOf(StorageException.ConcurrencyViolation.class);
    assertThatThrownBy(() -> database.execute(List.of(new DocumentCommand.Delete("a", first))))
        .isInstanceOf(StorageException.ConcurrencyViolation.class);
    assertThatThrownBy(() -> database.execute(List.of(new DocumentCommand.Delete("b", first))))
        .isInstanceOf(StorageException.ConcurrencyViolation.class);
    assertThat(database.get("a").changeVector()).isEqualTo(second);
  }

  @Test
  void aChangeVectorThatDoesNotParseIsRefused() {
    assertThatThrownBy(() -> store(database, putAt("a", "A:x-1")))
        .isInstanceOf(StorageException.InvalidChangeVector.class)
        .hasMessageContaining("A:x-1")
        .hasMessageContaining("position 0");
  }

  @Test
  void aFailedCommandLeavesNothingOfItsBatch() {
    store(database, put("keep"));
    long etag = database.stats().lastEtag;
    List<DocumentCommand> batch =
        List.of(
            put("a", "New", "{}"),
            put("n|"),
            delete("keep"),
            putAt("keep", "A:9-" + database.id()));
    assertThatThrownBy(() -> database.execute(batch))
        .isInstanceOf(StorageException.ConcurrencyViolation.class);
    assertThat(database.get("a")).isNull();
    assertThat(database.get("keep")).isNotNull();
    assertThat(database.stats().lastEtag).isEqualTo(etag);
    assertThat(database.stats().collections).containsOnlyKeys("Users");
    assertThat(database.changes(null, etag, 10)).isEmpty();
    assertThat(database.nextIdentity("n|")).isEqualTo(1);
  }

  @Test
  void commandsOfABatchSeeThoseBeforeThem() {
    List<CommandResult> results =
        database.execute(List.of(put("a"), putAt("b", ""), delete("a"), putAt("a", "")));
    assertThat(results).hasSize(4);
    assertThat(((CommandResult.Delete) results.get(2)).deleted()).isTrue();
    assertThat(database.get("a").etag()).isEqualTo(4);
    assertThat(database.stats().documents).isEqualTo(2);
    assertThat(database.stats().tombstones).isZero();
  }

  @Test
  void idsThatCannotBeOnesAreRefused() {
    for (String id :
        List.of("", " ", "x".repeat(513), "ä".repeat(257), "a\u0000", "\u0000a", "\ud800")) {
      assertThatThrownBy(() -> store(database, put(id)))
          .isInstanceOf(StorageException.InvalidId.class);
      assertThatThrownBy(() -> database.execute(List.of(delete(id))))
          .isInstanceOf(StorageException.InvalidId.class);
      assertThat(database.get(id)).isNull();
    }
    String longest = "ä".repeat(256);
    assertThat(store(database, put(longest)).id()).isEqualTo(longest);
    assertThat(database.get(longest)).isNotNull();
    assertThat(database.stats().documents).isEqualTo(1);
  }

  @Test
  void anIdMayHoldControlCharacters() {
    for (String id : List.of("a\nb", "a\u0001", "\u007fa", "a\u0085")) {
      assertThat(store(database, put(id)).id()).isEqualTo(id);
      assertThat(database.get(id).id()).isEqualTo(id);
      database.execute(List.of(delete(id)));
      assertThat(database.get(id)).isNull();
    }
    assertThat(database.changes(null, 0, 10)).extracting(Change::id).contains("a\nb", "a\u0001");
    assertThatThrownBy(() -> store(database, put("b\n\u0000")))
        .hasMessageContaining("'b??' has the character NUL at position 2");
  }

  @Test
  void theServerMakesIdsThatAreLeftToIt() {
    assertThat(store(database, put("users/")).id()).isEqualTo("users/0000000000000000001-A");
    assertThat(store(database, put("Orders|")).id()).isEqualTo("Orders/1");
    assertThat(store(database, put("orders|")).id()).isEqualTo("orders/2");
    assertThat(UUID.fromString(store(database, put(null, "Users", "{}")).id())).isNotNull();
  }

  @Test
  void anIdentitySkipsATakenNumber() {
    store(database, put("orders/1", "Users", "mine"));
    assertThat(store(database, put("orders|")).id()).isEqualTo("orders/2");
    assertThat(database.get("orders/1").body()).isEqualTo(bytes("mine"));
  }

  @Test
  void aServerMadeIdSkipsATakenNumber() {
    store(database, put("users/0000000000000000002-A", "Users", "mine"));
    assertThat(store(database, put("users/")).id()).isEqualTo("users/0000000000000000003-A");
    assertThat(database.get("users/0000000000000000002-A").body()).isEqualTo(bytes("mine"));
  }

  @Test
  void identitiesCountFromOneAndCanBeSeeded() {
    assertThat(database.nextIdentity("users|")).isEqualTo(1);
    assertThat(database.nextIdentity("USERS")).isEqualTo(2);
    assertThat(database.seedIdentity("users|", 10, false)).isEqualTo(10);
    assertThat(database.seedIdentity("users|", 5, false)).isEqualTo(10);
    assertThat(database.nextIdentity("users|")).isEqualTo(11);
    assertThat(database.seedIdentity("users|", 5, true)).isEqualTo(5);
    assertThat(database.nextIdentity("users|")).isEqualTo(6);
    assertThat(database.nextIdentity("Other|")).isEqualTo(1);
    assertThat(database.identities()).containsExactly(entry("other|", 1L), entry("users|", 6L));
  }

  @Test
  void aDocumentCannotChangeItsCollectionUnlessItIsDeletedBefore() {
    store(database, put("a", "Users", "{}"));
    assertThatThrownBy(() -> store(database, put("a", "People", "{}")))
        .isInstanceOf(StorageException.CollectionMismatch.class)
        .hasMessageContaining("'Users'")
        .hasMessageContaining("'People'");
    database.execute(List.of(delete("a"), put("a", "People", "{}")));
    assertThat(database.get("a").collection()).isEqualTo("People");
    assertThat(database.stats().collections).containsOnlyKeys("People");
    assertThat(database.changes("Users", 0, 10)).singleElement().extracting("document").isNull();
    assertThat(database.changes("People", 0, 10)).hasSize(1);
  }

  @Test
  void documentsWithoutCollectionAreInOneOfTheirOwn() {
    store(database, put("a", "", "{}"));
    assertThat(database.get("a").collection()).isEqualTo("@empty");
    assertThat(database.stats().collections).containsEntry("@empty", 1L);
  }

  @Test
  void deletingWhatIsNotThereIsNoError() {
    CommandResult result = database.execute(List.of(delete("a"))).get(0);
    assertThat(result).isEqualTo(new CommandResult.Delete("a", false, ""));
    assertThat(database.stats().lastEtag).isZero();
  }

  @Test
  void aPrefixIsDeletedWithThoseOfTheSameBatch() {
    database.execute(List.of(put("users/1"), put("users/2"), put("users2"), put("u")));
    List<CommandResult> results =
        database.execute(
            List.of(put("USERS/3"), delete("users/1"), new DocumentCommand.DeletePrefix("Users/")));
    CommandResult.Delete deleted = (CommandResult.Delete) results.get(2);
    assertThat(deleted.deleted()).isTrue();
    assertThat(deleted.changeVector()).isEqualTo("A:8-" + database.id());
    assertThat(ids(database.list(new PrefixQuery("", null, null, null, 0, 10))))
        .containsExactly("u", "users2");
    assertThat(database.stats().documents).isEqualTo(2);
    assertThat(database.stats().tombstones).isEqualTo(3);
    assertThat(database.execute(List.of(new DocumentCommand.DeletePrefix("nothing"))).get(0))
        .isEqualTo(new CommandResult.Delete("nothing", false, ""));
  }

  @Test
  void aPrefixIsListedInPagesAndByPatterns() {
    for (String id : List.of("users/1", "Users/10", "users/11", "users/2", "users/abc", "usual")) {
      store(database, put(id));
    }
    assertThat(list("users/", null, null, null, 0, 9))
        .containsExactly("users/1", "Users/10", "users/11", "users/2", "users/abc");
    assertThat(list("USERS/", null, null, null, 1, 2)).containsExactly("Users/10", "users/11");
    assertThat(list("users/", "1?", null, null, 0, 9)).containsExactly("Users/10", "users/11");
    assertThat(list("users/", "1*|A*C", null, null, 1, 9))
        .containsExactly("Users/10", "users/11", "users/abc");
    assertThat(list("users/", null, "1*", null, 0, 9)).containsExactly("users/2", "users/abc");
    assertThat(list("users/", "*1*", "?", null, 0, 9)).containsExactly("Users/10", "users/11");
    assertThat(list("users/", null, null, "USERS/10", 0, 9))
        .containsExactly("users/11", "users/2", "users/abc");
    assertThat(list("users/", null, null, "a", 0, 1)).containsExactly("users/1");
    assertThat(list("users/", null, null, "z", 0, 1)).isEmpty();
    assertThat(list("users/", null, null, null, 0, 0)).isEmpty();
    assertThat(list("us", null, null, null, 0, 9)).hasSize(6);
  }

  private List<String> list(
      String prefix, String matches, String exclude, String after, int start, int pageSize) {
    return ids(database.list(new PrefixQuery(prefix, matches, exclude, after, start, pageSize)));
  }

  @Test
  void theLatestDocumentsComeFirst() {
    database.execute(List.of(put("a"), put("b"), put("c"), put("a"), delete("b"), put("d")));
    assertThat(ids(database.latest(0, 10))).containsExactly("d", "a", "c");
    assertThat(ids(database.latest(1, 1))).containsExactly("a");
    assertThat(database.latest(3, 1)).isEmpty();
  }

  @Test
  void aListingInPiecesIsTheWholeListing() {
    for (int i = 0; i < 30; i++) {
      store(database, put("p/" + i, "Users", "{\"text\":\"" + "x".repeat(i * 40) + "\"}"));
    }
    database.execute(List.of(Fixture.delete("p/7"), put("q/1")));
    PrefixQuery all = new PrefixQuery("p/", null, "2?", null, 1, 100);
    List<String> pieces = new ArrayList<>();
    PrefixQuery rest = all;
    DocumentPage page = database.list(rest, 2000);
    while (page.more()) {
      assertThat(page.documents()).hasSizeBetween(1, 4);
      pieces.addAll(ids(page.documents()));
      rest = rest.after(page.documents().get(page.documents().size() - 1), page.documents().size());
      page = database.list(rest, 2000);
    }
    pieces.addAll(ids(page.documents()));
    assertThat(pieces).isEqualTo(ids(database.list(all))).hasSize(18);
  }

  @Test
  void theLatestInPiecesAreTheLatest() {
    for (int i = 0; i < 20; i++) {
      store(database, put("p/" + i));
    }
    database.execute(List.of(Fixture.delete("p/7"), put("p/3")));
    List<String> pieces = new ArrayList<>();
    DocumentPage page = database.latest(Long.MAX_VALUE, 2, 100, 1000);
    while (page.more()) {
      pieces.addAll(ids(page.documents()));
      long last = page.documents().get(page.documents().size() - 1).etag();
      page = database.latest(last, 0, 100, 1000);
    }
    pieces.addAll(ids(page.documents()));
    assertThat(pieces).isEqualTo(ids(database.latest(2, 100))).hasSize(17);
    assertThat(database.latest(Long.MAX_VALUE, 0, 3, 1).more()).isTrue();
    assertThat(database.latest(Long.MAX_VALUE, 0, 1, 1).more()).isFalse();
  }

  @Test
  void manyDocumentsComeInPiecesOfABoundedSize() {
    database.execute(List.of(put("a"), put("b"), put("c")));
    List<String> wanted = List.of("c", "none", "a", "b");
    List<StoredDocument> first = database.get(wanted, 600);
    assertThat(first).hasSize(2);
    assertThat(first.get(0).id()).isEqualTo("c");
    assertThat(first.get(1)).isNull();
    assertThat(database.get(wanted, 1_000_000)).hasSize(4);
    assertThat(database.get(List.of(), 1)).isEmpty();
  }
}
