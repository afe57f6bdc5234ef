// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.ravendb.client.documents.DocumentStore;
import net.ravendb.client.documents.indexes.AbstractIndexCreationTask;
import net.ravendb.client.documents.indexes.AbstractJavaScriptIndexCreationTask;
import net.ravendb.client.documents.queries.GroupBy;
import net.ravendb.client.documents.queries.Query;
import net.ravendb.client.documents.session.GroupByField;
import net.ravendb.client.documents.session.IDocumentSession;
import net.ravendb.client.serverwide.DatabaseRecord;
import net.ravendb.client.serverwide.operations.CreateDatabaseOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups are counted and added up, whatever happens to their documents, and to the server. */
class MapReduceIT {

  /** What orders refer to. */
  public static class Company {
    public String id;
    public String country;

    static Company in(String country) {
      Company company = new Company();
      company.country = country;
      return company;
    }
  }

  /** What is counted. */
  public static class Order {
    public String id;
    public String company;
    public int total;
    public List<String> tags;

    static Order of(String company, int total, String... tags) {
      Order order = new Order();
      order.company = company;
      order.total = total;
      order.tags = List.of(tags);
      return order;
    }
  }

  /** What comes of it. */
  public static class Total {
    public String key;
    public int count;
    public int total;
  }

  /** Reduced by what a document says that orders refer to. */
  public static class TotalsByCountry extends AbstractIndexCreationTask {
    /** In C#. */
    public TotalsByCountry() {
      map =
          "from order in docs.Orders let company = LoadDocument(order.company, \"Companies\") "
              + "select new { key = company.country, count = 1, total = order.total }";
      reduce =
          "from r in results group r by r.key into g select new { key = g.Key, "
              + "count = g.Sum(x => x.count), total = g.Sum(x => x.total) }";
    }
  }

  /** Reduced by each of several values. */
  public static class TotalsByTag extends AbstractJavaScriptIndexCreationTask {
    /** In JavaScript. */
    public TotalsByTag() {
      setMaps(
          Set.of("map('Orders', o => o.tags.map(t => ({ key: t, count: 1, total: o.total })))"));
      setReduce(
          "groupBy(x => x.key).aggregate(g => ({ key: g.key, "
              + "count: g.values.reduce((sum, x) => sum + x.count, 0), "
              + "total: g.values.reduce((sum, x) => sum + x.total, 0) }))");
    }
  }

  @TempDir static Path data;
  private static ServerProcess server;
  private static DocumentStore store;

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.serving(data.resolve("server"));
    connect();
    DatabaseRecord record = new DatabaseRecord();
    record.setDatabaseName("reduced");
    store.maintenance().server().send(new CreateDatabaseOperation(record));
    new TotalsByCountry().execute(store);
    new TotalsByTag().execute(store);
    try (IDocumentSession session = store.openSession()) {
      session.store(Company.in("Peru"), "companies/1");
      session.store(Company.in("Chad"), "companies/2");
      session.saveChanges();
    }
  }

  private static void connect() {
    store = new DocumentStore(server.url(), "reduced");
    store.initialize();
  }

  @AfterAll
  static void stop() throws Exception {
    store.close();
    server.close();
  }

  private static void store(int number, Order order) {
    try (IDocumentSession session = store.openSession()) {
      session.store(order, "orders/" + number);
      session.saveChanges();
    }
  }

  private static void delete(String id) {
    try (IDocumentSession session = store.openSession()) {
      session.delete(id);
      session.saveChanges();
    }
  }

  private static void deleteOrders() {
    try (IDocumentSession session = store.openSession()) {
      session.query(Order.class).toList().forEach(session::delete);
      session.saveChanges();
    }
  }

  private static Map<String, String> totals(String index) {
    Map<String, String> totals = new TreeMap<>();
    try (IDocumentSession session = store.openSession()) {
      session
          .query(Total.class, Query.index(index))
          .waitForNonStaleResults()
          .toList()
          .forEach(t -> totals.put(String.valueOf(t.key), t.count + ":" + t.total));
    }
    return totals;
  }

  @Test
  void queriesGroup() {
    deleteOrders();
    store(1, Order.of("companies/1", 10, "a", "b"));
    store(2, Order.of("companies/2", 20, "b"));
    store(3, Order.of("companies/1", 30, "b", "a"));
    try (IDocumentSession session = store.openSession()) {
      List<Total> totals =
          session
              .query(Order.class)
              .waitForNonStaleResults()
              .groupBy("company")
              .selectKey(null, "key")
              .selectSum(new GroupByField("total"))
              .orderByDescending("total")
              .ofType(Total.class)
              .toList();
      assertThat(totals).extracting(t -> t.key).containsExactly("companies/1", "companies/2");
      assertThat(totals).extracting(t -> t.total).containsExactly(40, 20);
      List<Total> byTag =
          session
              .query(Order.class)
              .waitForNonStaleResults()
              .groupBy(GroupBy.field("tags[]"))
              .selectKey(null, "key")
              .selectCount()
              .orderBy("key")
              .ofType(Total.class)
              .toList();
      assertThat(byTag).extracting(t -> t.key + t.count).containsExactly("a2", "b3");
    }
  }

  @Test
  void indexesReduceAndFollowWhatTheyLoad() {
    deleteOrders();
    store(1, Order.of("companies/1", 1, "x", "y"));
    store(2, Order.of("companies/2", 2, "x"));
    store(3, Order.of("companies/3", 4));
    assertThat(totals("TotalsByCountry"))
        .isEqualTo(Map.of("Chad", "1:2", "Peru", "1:1", "null", "1:4"));
    assertThat(totals("TotalsByTag")).isEqualTo(Map.of("x", "2:3", "y", "1:1"));
    try (IDocumentSession session = store.openSession()) {
      session.store(Company.in("Peru"), "companies/3");
      session.saveChanges();
    }
    store(2, Order.of("companies/2", 8, "y"));
    assertThat(totals("TotalsByCountry")).isEqualTo(Map.of("Chad", "1:8", "Peru", "2:5"));
    assertThat(totals("TotalsByTag")).isEqualTo(Map.of("x", "1:1", "y", "2:9"));
    delete("companies/3");
    delete("orders/1");
    assertThat(totals("TotalsByCountry")).isEqualTo(Map.of("Chad", "1:8", "null", "1:4"));
    assertThat(totals("TotalsByTag")).isEqualTo(Map.of("y", "1:8"));
  }

  @Test
  void nothingCountsTwiceAfterAKill() throws Exception {
    deleteOrders();
    for (int i = 0; i < 40; i++) {
      store(i, Order.of("companies/" + (1 + i % 2), 1, "t" + i % 4));
    }
    totals("TotalsByTag");
    for (int i = 0; i < 40; i += 2) {
      store(i, Order.of("companies/2", 2, "moved"));
    }
    server.kill();
    store.close();
    server = ServerProcess.serving(data.resolve("server"));
    connect();
    assertThat(totals("TotalsByTag"))
        .isEqualTo(Map.of("moved", "20:40", "t1", "10:10", "t3", "10:10"));
    assertThat(totals("TotalsByCountry")).isEqualTo(Map.of("Chad", "40:60"));
  }
}
