// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import porthole.http.internal.cluster.Cluster;
import porthole.http.internal.database.AdminDatabases;
import porthole.http.internal.database.DatabaseHandler;
import porthole.http.internal.database.DatabaseReports;
import porthole.http.internal.database.ListDatabases;
import porthole.http.internal.database.OpenDatabase;
import porthole.http.internal.database.SwitchDatabases;
import porthole.http.internal.document.BulkDocs;
import porthole.http.internal.document.ChangeDocument;
import porthole.http.internal.document.LoadDocuments;
import porthole.http.internal.document.StreamDocuments;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.identity.HiLo;
import porthole.http.internal.identity.Identities;
import porthole.http.internal.multiget.MultiGet;
import porthole.http.internal.operation.BulkInsert;
import porthole.http.internal.operation.Operations;
import porthole.http.internal.query.Queries;
import porthole.http.internal.query.RunningQueryRoutes;
import porthole.http.internal.query.StreamQueries;
import porthole.http.internal.route.Handler;
import porthole.http.internal.route.Route;
import porthole.http.internal.route.RouteTable;
import porthole.http.internal.statistics.Statistics;
import porthole.indexing.api.Indexing;
import porthole.storage.api.Database;
import porthole.storage.api.Databases;

/** The list of all routes of the document API. */
final class DocumentRoutes {

  /** What the routes work with. */
  record Parts(
      Supplier<Databases> databases,
      Supplier<Indexing> indexing,
      Supplier<String> publicUrl,
      Clock clock,
      Duration loadPatience,
      String version) {}

  private final List<Route> routes = new ArrayList<>();
  private final Parts parts;
  private final OpenDatabase open;

  private DocumentRoutes(Parts parts) {
    this.parts = parts;
    this.open = new OpenDatabase(parts.databases, parts.loadPatience);
  }

  static RouteTable table(Parts parts) {
    DocumentRoutes all = new DocumentRoutes(parts);
    all.server();
    all.documents();
    all.queries();
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
    route("GET", "/configuration/client", "client configuration", Cluster::clientConfiguration);
    AdminDatabases admin = new AdminDatabases(parts.databases);
    route("PUT", "/admin/databases", "create database", admin::put);
    route("GET", "/admin/databases", "database record", admin::get);
    route("DELETE", "/admin/databases", "delete databases", admin::delete);
    route("GET", "/databases", "list databases", new ListDatabases(parts.databases)::get);
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

  private void documents() {
    database("GET", "/docs", "load documents", LoadDocuments::get);
    database("POST", "/docs", "load documents", LoadDocuments::post);
    database("HEAD", "/docs", "document exists", LoadDocuments::head);
    database("PUT", "/docs", "put document", ChangeDocument::put);
    database("DELETE", "/docs", "delete document", ChangeDocument::delete);
    database("PATCH", "/docs", "patch document", DocumentRoutes::notYet);
    database("POST", "/bulk_docs", "bulk docs", BulkDocs::post);
    database("GET", "/streams/docs", "stream documents", StreamDocuments::get);
  }

  private void queries() {
    Queries queries = new Queries(parts.indexing, parts.clock);
    database("POST", "/queries", "query", queries::post);
    database("GET", "/queries", "query", queries::get);
    RunningQueryRoutes running = new RunningQueryRoutes(parts.indexing, parts.databases);
    route("GET", "/debug/queries/running", "running queries", running::ofAll);
    // Not opened: nobody is kept waiting for a look at it, and its queries would have opened it.
    String debug = "/databases/{database}/debug/queries/";
    route("GET", debug + "running", "running queries", running::ofOne);
    route("POST", debug + "kill", "kill query", running::kill);
    StreamQueries streams = new StreamQueries(parts.indexing);
    database("POST", "/streams/queries", "stream query", streams::post);
    database("GET", "/streams/queries", "stream query", streams::get);
  }

  private void numbers() {
    HiLo hilo = new HiLo(parts.clock);
    database("GET", "/hilo/next", "hilo", hilo::next);
    database("PUT", "/hilo/return", "hilo", hilo::giveBack);
    database("POST", "/identity/next", "identity", Identities::next);
    database("POST", "/identity/seed", "identity", Identities::seed);
  }

  private void operations() {
    Operations operations = new Operations();
    database("POST", "/bulk_insert", "bulk insert", new BulkInsert(operations)::post);
    database("GET", "/operations/next-operation-id", "operation id", operations::nextId);
    database("GET", "/operations/state", "operation state", operations::state);
    database("POST", "/operations/kill", "kill operation", operations::kill);
  }

  private void statistics() {
    database("GET", "/stats", "statistics", Statistics::basic);
    database("GET", "/stats/essential", "statistics", Statistics::essential);
    database("GET", "/stats/detailed", "statistics", Statistics::detailed);
    database("GET", "/collections/stats", "collection statistics", Statistics::collections);
    database("GET", "/healthcheck", "health check", Statistics::health);
    route(
        "GET",
        "/databases/{database}/configuration/client",
        "client configuration",
        Cluster::clientConfiguration);
  }

  /** For a method that the protocol knows on a route that is there otherwise. */
  private static Answer notYet(Exchange exchange, Database database) {
    throw RequestException.notImplemented(
        "The method " + exchange.method() + " is not there yet for this route.");
  }

  private void database(String method, String path, String job, DatabaseHandler handler) {
    route(method, "/databases/{database}" + path, job, open.then(handler));
  }

  private void route(String method, String pattern, String job, Handler handler) {
    routes.add(Route.of(method, pattern, job, handler));
  }
}
