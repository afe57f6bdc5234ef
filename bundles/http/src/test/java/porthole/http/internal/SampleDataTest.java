// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SampleDataTest {
  private static final String MAKE = "/databases/db/studio/sample-data";

  private final ScriptedIndexing indexing = new ScriptedIndexing();
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer();
    server.indexing.bind(indexing);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private JsonObject document(String id) {
    String body = new String(server.db().get(id).body(), StandardCharsets.UTF_8);
    return JsonParser.parseString(body).getAsJsonObject();
  }

  @Test
  void everyKnownCollectionHasItsNumberOfDocuments() throws Exception {
    assertThat(server.send("POST", MAKE + "?operateOnTypes=Documents", "").statusCode())
        .isEqualTo(204);
    assertThat(server.db().stats().collections)
        .containsOnly(
            entry("@hilo", 8L),
            entry("Categories", 8L),
            entry("Companies", 91L),
            entry("Employees", 9L),
            entry("Orders", 830L),
            entry("Products", 77L),
            entry("Regions", 4L),
            entry("Shippers", 3L),
            entry("Suppliers", 29L));
    assertThat(indexing.indexes.definitions).isEmpty();
  }

  @Test
  void referencesLeadToDocuments() throws Exception {
    server.send("POST", MAKE, "");
    Map<String, Integer> orders = new HashMap<>();
    for (int i = 1; i <= 830; i += 11) {
      JsonObject order = document("orders/" + i + "-A");
      orders.merge(order.get("Company").getAsString(), 1, Integer::sum);
      JsonObject company = document(order.get("Company").getAsString());
      assertThat(order.get("ShipTo")).isEqualTo(company.get("Address"));
      assertThat(document(order.get("Employee").getAsString()).has("LastName")).isTrue();
      assertThat(document(order.get("ShipVia").getAsString()).has("Phone")).isTrue();
      JsonObject line = order.getAsJsonArray("Lines").get(0).getAsJsonObject();
      JsonObject product = document(line.get("Product").getAsString());
      assertThat(product.get("Name")).isEqualTo(line.get("ProductName"));
      assertThat(product.get("PricePerUnit")).isEqualTo(line.get("PricePerUnit"));
      assertThat(document(product.get("Category").getAsString()).has("Description")).isTrue();
      assertThat(document(product.get("Supplier").getAsString()).has("Contact")).isTrue();
    }
    assertThat(orders).hasSizeGreaterThan(70);
    assertThat(document("orders/830-A").getAsJsonObject("ShipTo").get("City").getAsString())
        .isEqualTo("Albuquerque");
  }

  @Test
  void clientsNumberOnBehindTheSampleData() throws Exception {
    server.send("POST", MAKE, "");
    assertThat(server.get("/databases/db/hilo/next?tag=orders&lastBatchSize=0").body())
        .contains("\"Low\":831");
  }

  @Test
  void indexesComeAlong() throws Exception {
    server.send("POST", MAKE + "?operateOnTypes=Indexes&operateOnTypes=Documents", "");
    assertThat(indexing.indexes.definitions)
        .extracting(definition -> definition.name)
        .contains("Orders/ByCompany", "Orders/ByShipment/Location", "Orders/Totals");
  }

  @Test
  void onlyAnEmptyDatabaseIsFilled() throws Exception {
    server.put("a", "{}");
    assertThat(server.send("POST", MAKE, "").statusCode()).isEqualTo(400);
    assertThat(server.db().stats().documents).isOne();
    assertThat(indexing.indexes.definitions).isEmpty();
  }

  @Test
  void whatIsNotThereYetIsRefused() throws Exception {
    String path = MAKE + "?operateOnTypes=Documents&operateOnTypes=Attachments";
    assertThat(server.send("POST", path, "").statusCode()).isEqualTo(501);
    assertThat(server.db().stats().documents).isZero();
  }
}
