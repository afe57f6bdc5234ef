// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.ravendb.client.documents.BulkInsertOperation;
import net.ravendb.client.documents.DocumentStore;
import net.ravendb.client.documents.operations.GetStatisticsOperation;
import net.ravendb.client.documents.session.IDocumentSession;
import net.ravendb.client.exceptions.ConcurrencyException;
import net.ravendb.client.exceptions.database.DatabaseDoesNotExistException;
import net.ravendb.client.serverwide.DatabaseRecord;
import net.ravendb.client.serverwide.operations.CreateDatabaseOperation;
import net.ravendb.client.serverwide.operations.DeleteDatabasesOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** An application with the official Java client works against the server. */
class JavaClientIT {

  /** A document. */
  public static class Company {
    public String id;
    public String name;
  }

  /** A document that points to another. */
  public static class Employee {
    public String id;
    public String name;
    public String company;

    Employee named(String newName) {
      name = newName;
      return this;
    }
  }

  @TempDir static Path data;
  private static ServerProcess server;
  private DocumentStore store;

  @BeforeAll
  static void startServer() throws Exception {
    server = ServerProcess.serving(data.resolve("server"));
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @BeforeEach
  void createDatabase(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName();
    store = new DocumentStore(server.url(), name);
    store.initialize();
    DatabaseRecord record = new DatabaseRecord();
    record.setDatabaseName(name);
    store.maintenance().server().send(new CreateDatabaseOperation(record));
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void loadsWhatItStored() {
    store("employees/1", new Employee().named("Ada"));

    try (IDocumentSession session = store.openSession()) {
      Employee loaded = session.load(Employee.class, "EMPLOYEES/1");
      assertThat(loaded.name).isEqualTo("Ada");
      assertThat(session.advanced().getMetadataFor(loaded).get("@collection"))
          .isEqualTo("Employees");
    }
  }

  @Test
  void loadsAReferencedDocumentInTheSameRequest() {
    Company company = new Company();
    company.name = "Analytical Engines";
    store("companies/1", company);
    Employee employee = new Employee().named("Ada");
    employee.company = "companies/1";
    store("employees/1", employee);

    try (IDocumentSession session = store.openSession()) {
      Employee loaded = session.include("company").load(Employee.class, "employees/1");
      Company included = session.load(Company.class, loaded.company);
      assertThat(included.name).isEqualTo("Analytical Engines");
      assertThat(session.advanced().getNumberOfRequests()).isEqualTo(1);
    }
  }

  @Test
  void doesNotLoadWhatItDeleted() {
    store("employees/1", new Employee().named("Ada"));

    try (IDocumentSession session = store.openSession()) {
      session.delete("employees/1");
      session.saveChanges();
    }

    try (IDocumentSession session = store.openSession()) {
      assertThat(session.load(Employee.class, "employees/1")).isNull();
      assertThat(session.advanced().exists("employees/1")).isFalse();
    }
  }

  @Test
  void refusesToOverwriteAChangeThatItHasNotSeen() {
    store("employees/1", new Employee().named("Ada"));

    try (IDocumentSession mine = store.openSession()) {
      mine.advanced().setUseOptimisticConcurrency(true);
      Employee loaded = mine.load(Employee.class, "employees/1");
      store("employees/1", new Employee().named("Grace"));
      loaded.name = "Barbara";

      assertThatThrownBy(mine::saveChanges).isInstanceOf(ConcurrencyException.class);
    }
    try (IDocumentSession session = store.openSession()) {
      assertThat(session.load(Employee.class, "employees/1").name).isEqualTo("Grace");
    }
  }

  @Test
  void insertsTenThousandDocumentsInOneGo() {
    try (BulkInsertOperation bulk = store.bulkInsert()) {
      for (int i = 0; i < 10_000; i++) {
        bulk.store(new Employee().named("number " + i), "employees/" + i);
      }
    }

    assertThat(store.maintenance().send(new GetStatisticsOperation()).getCountOfDocuments())
        .isEqualTo(10_000);
    try (IDocumentSession session = store.openSession()) {
      Map<String, Employee> loaded =
          session.load(Employee.class, "employees/0", "employees/4711", "employees/9999");
      assertThat(loaded.get("employees/4711").name).isEqualTo("number 4711");
    }
  }

  @Test
  void givesEachNewDocumentAnIdOfItsOwn() {
    Set<String> ids = new HashSet<>();
    for (int batch = 0; batch < 5; batch++) {
      try (IDocumentSession session = store.openSession()) {
        for (int i = 0; i < 20; i++) {
          Employee employee = new Employee().named("new");
          session.store(employee);
          ids.add(session.advanced().getDocumentId(employee));
        }
        session.saveChanges();
      }
    }

    assertThat(ids).hasSize(100).allMatch(id -> id.matches("employees/\\d+-A"));
  }

  @Test
  void numbersDocumentsOfAnIdentity() {
    try (IDocumentSession session = store.openSession()) {
      session.store(new Employee().named("Ada"), "employees|");
      session.store(new Employee().named("Grace"), "employees|");
      session.saveChanges();
    }

    try (IDocumentSession session = store.openSession()) {
      assertThat(session.load(Employee.class, "employees/1").name).isEqualTo("Ada");
      assertThat(session.load(Employee.class, "employees/2").name).isEqualTo("Grace");
    }
  }

  @Test
  void findsDocumentsByTheBeginningOfTheirIds() {
    store("employees/1", new Employee().named("Ada"));
    store("employees/2", new Employee().named("Grace"));
    store("others/1", new Employee().named("Nobody"));

    try (IDocumentSession session = store.openSession()) {
      Employee[] found = session.advanced().loadStartingWith(Employee.class, "Employees/");
      assertThat(found).extracting(employee -> employee.name).containsExactly("Ada", "Grace");
    }
  }

  @Test
  void saysThatADeletedDatabaseDoesNotExist() {
    store.maintenance().server().send(new DeleteDatabasesOperation(store.getDatabase(), true));

    try (IDocumentSession session = store.openSession()) {
      assertThatThrownBy(() -> session.load(Employee.class, "employees/1"))
          .isInstanceOf(DatabaseDoesNotExistException.class);
    }
  }

  private void store(String id, Object document) {
    try (IDocumentSession session = store.openSession()) {
      session.store(document, id);
      session.saveChanges();
    }
  }
}
