// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.ravendb.client.documents.DocumentStore;
import net.ravendb.client.documents.operations.configuration.ClientConfiguration;
import net.ravendb.client.documents.operations.configuration.GetClientConfigurationOperation;
import net.ravendb.client.documents.operations.configuration.PutClientConfigurationOperation;
import net.ravendb.client.documents.operations.identities.GetIdentitiesOperation;
import net.ravendb.client.documents.operations.identities.NextIdentityForOperation;
import net.ravendb.client.documents.queries.Query;
import net.ravendb.client.documents.session.IDocumentSession;
import net.ravendb.client.serverwide.DatabaseRecord;
import net.ravendb.client.serverwide.DatabaseRecord.DatabaseLockMode;
import net.ravendb.client.serverwide.operations.CreateDatabaseOperation;
import net.ravendb.client.serverwide.operations.DeleteDatabasesOperation;
import net.ravendb.client.serverwide.operations.GetDatabaseRecordOperation;
import net.ravendb.client.serverwide.operations.configuration.GetDatabaseSettingsOperation;
import net.ravendb.client.serverwide.operations.configuration.GetServerWideClientConfigurationOperation;
import net.ravendb.client.serverwide.operations.configuration.PutDatabaseSettingsOperation;
import net.ravendb.client.serverwide.operations.configuration.PutServerWideClientConfigurationOperation;
import net.ravendb.client.serverwide.operations.ongoingTasks.SetDatabasesLockOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is decided for databases holds, and outlives the server. */
@OneJdkUnlessLong
class RecordsIT {
  private static final String NAME = "shop";

  @TempDir Path data;

  /** What the index makes of the orders of a company. */
  public static class Company {
    public int Count;
    public double Total;
  }

  private static DocumentStore connect(ServerProcess server) {
    DocumentStore store = new DocumentStore(server.url(), NAME);
    store.initialize();
    return store;
  }

  @Test
  void whatIsDecidedForADatabaseOutlivesTheServer() throws Exception {
    try (ServerProcess server = ServerProcess.serving(data);
        DocumentStore store = connect(server)) {
      decide(store);
      sampleDataCanBeQueried(new Http(server), store);
      server.kill();
    }
    try (ServerProcess server = ServerProcess.serving(data);
        DocumentStore store = connect(server)) {
      holds(store);
    }
  }

  private static void decide(DocumentStore store) {
    DatabaseRecord record = new DatabaseRecord();
    record.setDatabaseName(NAME);
    store.maintenance().server().send(new CreateDatabaseOperation(record));
    store
        .maintenance()
        .server()
        .send(new SetDatabasesLockOperation(NAME, DatabaseLockMode.PREVENT_DELETES_ERROR));
    store.maintenance().send(new PutDatabaseSettingsOperation(NAME, Map.of("a", "1")));
    store.maintenance().send(new PutClientConfigurationOperation(requests(7)));
    store.maintenance().server().send(new PutServerWideClientConfigurationOperation(requests(9)));
    store.maintenance().send(new NextIdentityForOperation("people"));
  }

  private static ClientConfiguration requests(int most) {
    ClientConfiguration configuration = new ClientConfiguration();
    configuration.setMaxNumberOfRequestsPerSession(most);
    return configuration;
  }

  private static void sampleDataCanBeQueried(Http http, DocumentStore store) throws Exception {
    String path = "/databases/" + NAME + "/studio/sample-data";
    assertThat(http.send("POST", path, "").statusCode()).isEqualTo(204);
    assertThat(http.send("POST", path, "").statusCode()).isEqualTo(400);
    try (IDocumentSession session = store.openSession()) {
      List<Company> companies =
          session
              .query(Company.class, Query.index("Orders/ByCompany"))
              .waitForNonStaleResults()
              .toList();
      assertThat(companies).hasSize(91).allMatch(company -> company.Total > 0);
      assertThat(companies.stream().mapToInt(company -> company.Count).sum()).isEqualTo(830);
      assertThat(
              found(
                  session,
                  "Orders/ByShipment/Location",
                  "where spatial.within(" + "ShipmentLocation, spatial.circle(20, 35.1, -106.6))"))
          .isPositive();
      assertThat(found(session, "Product/Search", "where search(Name, 'cheese')")).isGreaterThan(2);
      assertThat(found(session, "Orders/Totals", "where Total > 1000")).isPositive();
    }
  }

  private static int found(IDocumentSession session, String index, String where) {
    return session
        .advanced()
        .rawQuery(Object.class, "from index '" + index + "' " + where)
        .waitForNonStaleResults()
        .count();
  }

  private static void holds(DocumentStore store) {
    assertThat(
            store.maintenance().server().send(new GetDatabaseRecordOperation(NAME)).getLockMode())
        .isEqualTo(DatabaseLockMode.PREVENT_DELETES_ERROR);
    assertThatThrownBy(
            () -> store.maintenance().server().send(new DeleteDatabasesOperation(NAME, true)))
        .hasMessageContaining("cannot be deleted");
    assertThat(store.maintenance().send(new GetDatabaseSettingsOperation(NAME)).getSettings())
        .isEqualTo(Map.of("a", "1"));
    GetClientConfigurationOperation.Result told =
        store.maintenance().send(new GetClientConfigurationOperation());
    assertThat(told.getConfiguration().getMaxNumberOfRequestsPerSession()).isEqualTo(7);
    assertThat(told.getEtag()).isPositive();
    ClientConfiguration forAll =
        store.maintenance().server().send(new GetServerWideClientConfigurationOperation());
    assertThat(forAll.getMaxNumberOfRequestsPerSession()).isEqualTo(9);
    assertThat(store.maintenance().send(new GetIdentitiesOperation()))
        .isEqualTo(Map.of("people|", 1L));
    try (IDocumentSession session = store.openSession()) {
      assertThat(session.advanced().exists("orders/830-A")).isTrue();
    }
  }
}
