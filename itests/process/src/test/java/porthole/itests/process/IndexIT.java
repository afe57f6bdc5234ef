// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.ravendb.client.documents.DocumentStore;
import net.ravendb.client.documents.indexes.AbstractIndexCreationTask;
import net.ravendb.client.documents.indexes.FieldIndexing;
import net.ravendb.client.documents.indexes.FieldStorage;
import net.ravendb.client.documents.indexes.IndexDefinition;
import net.ravendb.client.documents.indexes.IndexErrors;
import net.ravendb.client.documents.indexes.IndexLockMode;
import net.ravendb.client.documents.indexes.IndexPriority;
import net.ravendb.client.documents.indexes.IndexRunningStatus;
import net.ravendb.client.documents.indexes.IndexStats;
import net.ravendb.client.documents.operations.GetStatisticsOperation;
import net.ravendb.client.documents.operations.IndexInformation;
import net.ravendb.client.documents.operations.indexes.DeleteIndexOperation;
import net.ravendb.client.documents.operations.indexes.DisableIndexOperation;
import net.ravendb.client.documents.operations.indexes.EnableIndexOperation;
import net.ravendb.client.documents.operations.indexes.GetIndexErrorsOperation;
import net.ravendb.client.documents.operations.indexes.GetIndexNamesOperation;
import net.ravendb.client.documents.operations.indexes.GetIndexOperation;
import net.ravendb.client.documents.operations.indexes.GetIndexStatisticsOperation;
import net.ravendb.client.documents.operations.indexes.GetIndexingStatusOperation;
import net.ravendb.client.documents.operations.indexes.GetTermsOperation;
import net.ravendb.client.documents.operations.indexes.IndexHasChangedOperation;
import net.ravendb.client.documents.operations.indexes.PutIndexesOperation;
import net.ravendb.client.documents.operations.indexes.ResetIndexOperation;
import net.ravendb.client.documents.operations.indexes.SetIndexesLockOperation;
import net.ravendb.client.documents.operations.indexes.SetIndexesPriorityOperation;
import net.ravendb.client.documents.session.IDocumentSession;
import net.ravendb.client.exceptions.RavenException;
import net.ravendb.client.exceptions.documents.compilation.IndexCompilationException;
import net.ravendb.client.exceptions.documents.indexes.IndexDoesNotExistException;
import net.ravendb.client.serverwide.DatabaseRecord;
import net.ravendb.client.serverwide.operations.CreateDatabaseOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Indexes that the official Java client defines, changes, switches and asks. */
class IndexIT {
  /** A document. */
  public static class Person {
    public String id;
    public String name;
    public int age;

    static Person of(String name, int age) {
      Person person = new Person();
      person.name = name;
      person.age = age;
      return person;
    }
  }

  /** Words of names. */
  public static class People_ByName extends AbstractIndexCreationTask {
    /** As it is. */
    public People_ByName() {
      map = "from p in docs.People select new { p.name }";
      index("name", FieldIndexing.SEARCH);
      store("name", FieldStorage.YES);
    }
  }

  @TempDir static Path data;
  private static ServerProcess server;
  private DocumentStore store;

  @BeforeAll
  static void serve() throws Exception {
    server = ServerProcess.serving(data.resolve("server"));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void storePeople(TestInfo test) {
    String database = test.getTestMethod().orElseThrow().getName();
    store = new DocumentStore(server.url(), database);
    store.initialize();
    DatabaseRecord record = new DatabaseRecord();
    record.setDatabaseName(database);
    store.maintenance().server().send(new CreateDatabaseOperation(record));
    put(Person.of("Ann Smith", 30), Person.of("Bob Smith", 40));
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  private void put(Person... people) {
    try (IDocumentSession session = store.openSession()) {
      Arrays.asList(people).forEach(session::store);
      session.saveChanges();
    }
  }

  private static IndexDefinition definition(String name, String map) {
    IndexDefinition definition = new IndexDefinition();
    definition.setName(name);
    definition.setMaps(Set.of(map));
    return definition;
  }

  private void define(String name, String map) {
    store.maintenance().send(new PutIndexesOperation(definition(name, map)));
  }

  private List<String> names(String query) {
    try (IDocumentSession session = store.openSession()) {
      return session
          .advanced()
          .rawQuery(Person.class, query)
          .waitForNonStaleResults()
          .toList()
          .stream()
          .map(person -> person.name)
          .toList();
    }
  }

  private IndexStats stats(String name) {
    return store.maintenance().send(new GetIndexStatisticsOperation(name));
  }

  private void awaitIndexing() throws Exception {
    Await.untilTrue(
        "all indexes have caught up",
        () ->
            Arrays.stream(store.maintenance().send(new GetStatisticsOperation()).getIndexes())
                .noneMatch(IndexIT::isOnTheWay));
  }

  private static boolean isOnTheWay(IndexInformation index) {
    return index.isStale() || index.getName().startsWith("ReplacementOf/");
  }

  @Test
  void isDefinedAndAsked() {
    new People_ByName().execute(store);
    assertThat(names("from index 'People/ByName' where search(name, 'smith') order by name"))
        .containsExactly("Ann Smith", "Bob Smith");
    put(Person.of("Cid Jones", 50));
    assertThat(names("from index 'People/ByName' where search(name, 'jones')"))
        .containsExactly("Cid Jones");
    assertThat(store.maintenance().send(new GetTermsOperation("People/ByName", "name", null)))
        .containsExactly("ann", "bob", "cid", "jones", "smith");
    assertThat(stats("People/ByName").getEntriesCount()).isEqualTo(3);
    assertThat(store.maintenance().send(new GetIndexNamesOperation(0, 10)))
        .containsExactly("People/ByName");
    store.maintenance().send(new DeleteIndexOperation("People/ByName"));
    assertThatThrownBy(() -> names("from index 'People/ByName'"))
        .isInstanceOf(IndexDoesNotExistException.class);
  }

  @Test
  void changesWhileItGoesOnAnswering() throws Exception {
    define("X", "from p in docs.People select new { p.name }");
    assertThat(names("from index 'X' where name = 'ann smith'")).hasSize(1);
    IndexDefinition changed = definition("X", "from p in docs.People select new { p.age }");
    assertThat(store.maintenance().send(new IndexHasChangedOperation(changed))).isTrue();
    store.maintenance().send(new PutIndexesOperation(changed));
    awaitIndexing();
    assertThat(names("from index 'X' where age = 40")).containsExactly("Bob Smith");
    assertThat(store.maintenance().send(new IndexHasChangedOperation(changed))).isFalse();
  }

  @Test
  void restsWhileItIsDisabled() throws Exception {
    define("X", "from p in docs.People select new { p.name }");
    awaitIndexing();
    store.maintenance().send(new DisableIndexOperation("X"));
    put(Person.of("Cid Jones", 50));
    assertThat(
            store.maintenance().send(new GetIndexingStatusOperation()).getIndexes()[0].getStatus())
        .isEqualTo(IndexRunningStatus.DISABLED);
    assertThat(stats("X").getEntriesCount()).isEqualTo(2);
    store.maintenance().send(new EnableIndexOperation("X"));
    awaitIndexing();
    assertThat(stats("X").getEntriesCount()).isEqualTo(3);
  }

  @Test
  void keepsItsErrorsAndIsMadeAnew() throws Exception {
    define("X", "from p in docs.People select new { share = 100 / (p.age - 40) }");
    awaitIndexing();
    IndexErrors[] errors = store.maintenance().send(new GetIndexErrorsOperation());
    assertThat(errors).hasSize(1);
    assertThat(errors[0].getErrors())
        .singleElement()
        .satisfies(e -> assertThat(e.getDocument()).startsWith("people/"));
    store.maintenance().send(new ResetIndexOperation("X"));
    awaitIndexing();
    assertThat(names("from index 'X' where share = -10")).containsExactly("Ann Smith");
    assertThatThrownBy(() -> store.maintenance().send(new ResetIndexOperation("Y")))
        .isInstanceOf(IndexDoesNotExistException.class);
  }

  @Test
  void keepsToItsLock() {
    define("X", "from p in docs.People select new { p.name }");
    store.maintenance().send(new SetIndexesLockOperation("X", IndexLockMode.LOCKED_ERROR));
    store.maintenance().send(new SetIndexesPriorityOperation("X", IndexPriority.LOW));
    assertThatThrownBy(() -> define("X", "from p in docs.People select new { p.age }"))
        .isInstanceOf(RavenException.class)
        .hasMessageContaining("LockedError");
    IndexDefinition kept = store.maintenance().send(new GetIndexOperation("X"));
    assertThat(kept.getLockMode()).isEqualTo(IndexLockMode.LOCKED_ERROR);
    assertThat(kept.getPriority()).isEqualTo(IndexPriority.LOW);
  }

  @Test
  void saysWhatIsNoIndex() {
    assertThatThrownBy(() -> define("X", "from p in docs.People select new { p.name"))
        .isInstanceOf(IndexCompilationException.class)
        .hasMessageContaining("'X'");
    assertThat(store.maintenance().send(new GetIndexNamesOperation(0, 10))).isEmpty();
  }

  @Test
  void isThereAfterACrash() throws Exception {
    Path own = data.resolve("crashed");
    ServerProcess first = ServerProcess.serving(own);
    store.close();
    try (DocumentStore before = new DocumentStore(first.url(), "crashed")) {
      store = before;
      before.initialize();
      DatabaseRecord record = new DatabaseRecord();
      record.setDatabaseName("crashed");
      before.maintenance().server().send(new CreateDatabaseOperation(record));
      new People_ByName().execute(before);
      put(Person.of("Ann Smith", 30));
      awaitIndexing();
      put(Person.of("Cid Jones", 50));
      first.kill();
    }
    try (ServerProcess second = ServerProcess.serving(own);
        DocumentStore after = new DocumentStore(second.url(), "crashed")) {
      store = after;
      after.initialize();
      assertThat(names("from index 'People/ByName' where search(name, 'ann cid') order by name"))
          .containsExactly("Ann Smith", "Cid Jones");
    }
  }
}
