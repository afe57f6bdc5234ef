// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import porthole.http.api.OperationListener;
import porthole.http.internal.batch.BulkDocs;
import porthole.http.internal.byquery.ByQueryThreads;
import porthole.http.internal.byquery.ByQueryWork;
import porthole.http.internal.byquery.ChangesByQuery;
import porthole.http.internal.cluster.Cluster;
import porthole.http.internal.configuration.ClientConfigurations;
import porthole.http.internal.configuration.DatabaseSettings;
import porthole.http.internal.database.AdminDatabases;
import porthole.http.internal.database.ChangesRoute;
import porthole.http.internal.database.DatabaseHandler;
import porthole.http.internal.database.DatabaseRecords;
import porthole.http.internal.database.DatabaseReports;
import porthole.http.internal.database.ListDatabases;
import porthole.http.internal.database.LockDatabases;
import porthole.http.internal.database.OpenDatabase;
import porthole.http.internal.database.SwitchDatabases;
import porthole.http.internal.document.ChangeDocument;
import porthole.http.internal.document.LoadDocuments;
import porthole.http.internal.document.StreamDocuments;
import porthole.http.internal.exchange.ErrorAnswers;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.identity.HiLo;
import porthole.http.internal.identity.Identities;
import porthole.http.internal.index.IndexDefinitions;
import porthole.http.internal.index.IndexReportRoutes;
import porthole.http.internal.index.IndexStates;
import porthole.http.internal.index.RecordedIndexes;
import porthole.http.internal.multiget.MultiGet;
import porthole.http.internal.operation.BulkInsert;
import porthole.http.internal.operation.Operations;
import porthole.http.internal.patch.PatchDocument;
import porthole.http.internal.patch.PatchScripts;
import porthole.http.internal.query.Queries;
import porthole.http.internal.query.RunningQueryRoutes;
import porthole.http.internal.query.StreamQueries;
import porthole.http.internal.route.Handler;
import porthole.http.internal.route.Route;
import porthole.http.internal.route.RouteTable;
import porthole.http.internal.sample.SampleData;
import porthole.http.internal.statistics.Statistics;
import porthole.indexing.api.Indexing;
import porthole.indexing.api.IndexingException;
import porthole.introspection.api.Activities;
import porthole.storage.api.Databases;

/** The list of all routes of the document API. */
final class DocumentRoutes {
  private static final String OF_DATABASE = "/databases/{database}";

  /** What the routes work with. */
  record Parts(
      Supplier<Databases> databases,
      Supplier<Indexing> indexing,
      PatchScripts scripts,
      Activities activities,
      ByQueryThreads byQuery,
      OperationListener operationListener,
      long lastOperation,
      Supplier<String> publicUrl,
      Clock clock,
      Duration loadPatience,
      String version) {}

  private final List<Route> routes = new ArrayList<>();
  private final Parts parts;
  private final OpenDatabase open;
  private final ClientConfigurations clients;
  private final Operations operations;

  private DocumentRoutes(Parts parts) {
    this.parts = parts;
    this.operations = new Operations(parts.operationListener, parts.lastOperation);
    this.open = new OpenDatabase(parts.databases, parts.loadPatience);
    this.clients = new ClientConfigurations(parts.databases);
  }

  static RouteTable table(Parts parts) {
    DocumentRoutes all = new DocumentRoutes(parts);
    all.server();
    all.configuration();
    all.documents();
    all.queries();
    all.indexes();
    all.numbers();
    all.operations();
    all.statistics();
    all.database("POST", "/multi_get", "multi get", all.multiGet());
    all.route("GET", "/debug/routes", "list routes", new RouteTable(all.routes)::list);
    return new RouteTable(all.routes);
  }

  /** Within which all routes may be asked for that there are so far. */
  private DatabaseHandler multiGet() {
    return new MultiGet(new RouteTable(routes))::post;
  }

  private void server() {
    Cluster cluster = new Cluster(parts.databases, parts.publicUrl, parts.version);
    route("GET", "/topology", "database topology", cluster::databaseTopology);
    route("GET", "/cluster/topology", "cluster topology", cluster::topology);
    route("GET", "/cluster/node-info", "node info", cluster::nodeInfo);
    route("GET", "/build/version", "version", cluster::version);
    AdminDatabases admin = new AdminDatabases(parts.databases);
    route("PUT", "/admin/databases", "create database", admin::put);
    route("DELETE", "/admin/databases", "delete databases", admin::delete);
    route("GET", "/databases", "list databases", new ListDatabases(parts.databases)::get);
    route(
        "POST",
        "/admin/databases/set-lock",
        "lock databases",
        new LockDatabases(parts.databases)::post);
    SwitchDatabases switches = new SwitchDatabases(parts.databases, parts.loadPatience);
    route("POST", "/admin/databases/unload", "unload databases", switches::unload);
    route("POST", "/admin/databases/disable", "disable databases", switches::disable);
    route("POST", "/admin/databases/enable", "enable databases", switches::enable);
    DatabaseReports reports = new DatabaseReports(parts.databases);
    route("GET", "/studio-tasks/databases/state", "database states", reports::state);
    route("GET", "/debug/is-loaded", "is loaded", reports::isLoaded);
    route("GET", "/admin/debug/databases/idle", "idle databases", reports::idle);
    route("GET", "/admin/debug/databases/loads", "database loads", reports::loads);
  }

  /** What is decided for databases; none is opened for it. */
  private void configuration() {
    DatabaseRecords records =
        new DatabaseRecords(parts.databases, new RecordedIndexes(parts.databases, parts.indexing));
    route("GET", "/admin/databases", "database record", records::named);
    route("GET", OF_DATABASE + "/admin/record", "database record", records::ofPath);
    DatabaseSettings settings = new DatabaseSettings(parts.databases);
    route("PUT", OF_DATABASE + "/admin/configuration/settings", "put settings", settings::put);
    String client = "/configuration/client";
    route("GET", client, "client configuration", clients::getForAll);
    route("PUT", "/admin" + client, "put client configuration", clients::putForAll);
    route("GET", OF_DATABASE + client, "client configuration", clients::get);
    route("PUT", OF_DATABASE + "/admin" + client, "put client configuration", clients::put);
  }

  private void documents() {
    database("GET", "/docs", "load documents", LoadDocuments::get);
    database("POST", "/docs", "load documents", LoadDocuments::post);
    database("HEAD", "/docs", "document exists", LoadDocuments::head);
    database("PUT", "/docs", "put document", ChangeDocument::put);
    database("DELETE", "/docs", "delete document", ChangeDocument::delete);
    database("PATCH", "/docs", "patch document", new PatchDocument(parts.scripts)::patch);
    database("POST", "/bulk_docs", "bulk docs", new BulkDocs(parts.scripts, parts.indexing)::post);
    database("GET", "/streams/docs", "stream documents", StreamDocuments::get);
    database("GET", "/changes", "watch changes", ChangesRoute::get);
  }

  private void queries() {
    Queries queries = new Queries(parts.indexing, parts.clock);
    database("POST", "/queries", "query", queries::post);
    database("GET", "/queries", "query", queries::get);
    ChangesByQuery changes = new ChangesByQuery(byQuery(), parts.scripts, operations);
    database("PATCH", "/queries", "patch by query", changes::patch);
    database("DELETE", "/queries", "delete by query", changes::delete);
    RunningQueryRoutes running = new RunningQueryRoutes(parts.indexing, parts.databases);
    route("GET", "/debug/queries/running", "running queries", running::ofAll);
    // Not opened: nobody is kept waiting for a look at it, and its queries would have opened it.
    String debug = OF_DATABASE + "/debug/queries/";
    route("GET", debug + "running", "running queries", running::ofOne);
    route("POST", debug + "kill", "kill query", running::kill);
    StreamQueries streams = new StreamQueries(parts.indexing);
    database("POST", "/streams/queries", "stream query", streams::post);
    database("GET", "/streams/queries", "stream query", streams::get);
  }

  private void indexes() {
    IndexDefinitions definitions = new IndexDefinitions(parts.indexing);
    database("PUT", "/admin/indexes", "put indexes", definitions::put);
    database("PUT", "/indexes", "put indexes", definitions::put);
    database("GET", "/indexes", "list indexes", definitions::get);
    database("DELETE", "/indexes", "delete index", definitions::delete);
    database("RESET", "/indexes", "reset index", present(definitions::reset));
    database("POST", "/indexes/has-changed", "compare index", definitions::hasChanged);
    IndexStates states = new IndexStates(parts.indexing);
    database("POST", "/admin/indexes/start", "start indexing", present(states::start));
    database("POST", "/admin/indexes/stop", "stop indexing", present(states::stop));
    database("POST", "/admin/indexes/enable", "enable index", present(states::enable));
    database("POST", "/admin/indexes/disable", "disable index", present(states::disable));
    for (String prefix : List.of("/indexes", "/admin/indexes")) {
      database("POST", prefix + "/set-lock", "lock indexes", present(states::setLock));
      database("POST", prefix + "/set-priority", "rank indexes", present(states::setPriority));
    }
    indexReports();
  }

  private void indexReports() {
    IndexReportRoutes reports = new IndexReportRoutes(parts.indexing);
    database("GET", "/indexes/stats", "index statistics", reports::stats);
    database("GET", "/indexes/errors", "index errors", present(reports::errors));
    database("DELETE", "/indexes/errors", "delete index errors", present(reports::deleteErrors));
    database("GET", "/indexes/terms", "index terms", present(reports::terms));
    database("GET", "/indexes/status", "index status", reports::status);
    database("GET", "/indexes/staleness", "index staleness", present(reports::staleness));
    database("GET", "/indexes/progress", "index progress", present(reports::progress));
    database("GET", "/indexes/performance", "index performance", present(reports::performance));
    database("GET", "/indexes/total-time", "indexing time", present(reports::totalTime));
  }

  /**
   * Clients read 404 as an empty answer, which is right where an index is looked for. Here it is
   * taken to be there.
   */
  private static DatabaseHandler present(DatabaseHandler handler) {
    return (exchange, database) -> {
      try {
        return handler.handle(exchange, database);
      } catch (IndexingException.IndexDoesNotExist e) {
        throw new RequestException(400, ErrorAnswers.NO_INDEX, String.valueOf(e.getMessage()));
      }
    };
  }

  private ByQueryWork.Parts byQuery() {
    return new ByQueryWork.Parts(
        parts.databases,
        parts.indexing,
        parts.activities,
        parts.byQuery,
        parts.clock,
        parts.loadPatience);
  }

  private void numbers() {
    HiLo hilo = new HiLo(parts.clock);
    database("GET", "/hilo/next", "hilo", hilo::next);
    database("PUT", "/hilo/return", "hilo", hilo::giveBack);
    database("POST", "/identity/next", "identity", Identities::next);
    database("POST", "/identity/seed", "identity", Identities::seed);
    database("GET", "/debug/identities", "identities", Identities::list);
  }

  private void operations() {
    database("POST", "/bulk_insert", "bulk insert", new BulkInsert(operations)::post);
    database("GET", "/operations/next-operation-id", "operation id", operations::nextId);
    database("GET", "/operations/state", "operation state", operations::state);
    database("POST", "/operations/kill", "kill operation", operations::kill);
  }

  private void statistics() {
    Statistics statistics = new Statistics(parts.indexing);
    database("GET", "/stats", "statistics", statistics::basic);
    database("GET", "/stats/essential", "statistics", statistics::essential);
    database("GET", "/stats/detailed", "statistics", statistics::detailed);
    database("GET", "/collections/stats", "collection statistics", Statistics::collections);
    database("GET", "/healthcheck", "health check", Statistics::health);
    SampleData sample = new SampleData(parts.indexing);
    database("POST", "/studio/sample-data", "make sample data", sample::post);
  }

  private void database(String method, String path, String job, DatabaseHandler handler) {
    route(method, OF_DATABASE + path, job, clients.announcing(open.then(handler)));
  }

  private void route(String method, String pattern, String job, Handler handler) {
    routes.add(Route.of(method, pattern, job, handler));
  }
}
