// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import porthole.http.internal.json.JsonBytes;
import porthole.storage.api.DocumentCommand;

/**
 * The documents of the sample data: collections, ids and shapes as everybody knows them of
 * Northwind, and the same at each making.
 */
final class Northwind {
  private static final int COMPANIES = 91;
  private static final int ORDERS = 830;
  private static final int STILL_OPEN = 20;
  private static final LocalDate FIRST_DAY = LocalDate.of(1996, 7, 4);
  private static final int DAYS = 671;
  private static final int[] DISCOUNTS = {0, 0, 0, 5, 10, 15};

  private final SampleWords words = new SampleWords();
  private final List<DocumentCommand> documents = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  private Northwind() {}

  /** Commands that store them all, if none of them is there. */
  static List<DocumentCommand> documents() {
    Northwind all = new Northwind();
    all.words.all("category").forEach(all::category);
    all.words.all("region").forEach(all::region);
    all.words.all("shipper").forEach(all::shipper);
    all.words.all("supplier").forEach(all::supplier);
    all.words.all("product").forEach(all::product);
    all.words.all("employee").forEach(all::employee);
    for (int i = 0; i < COMPANIES; i++) {
      all.company(i);
    }
    for (int i = 0; i < ORDERS; i++) {
      all.order(i);
    }
    all.counts.forEach(all::hilo);
    return all.documents;
  }

  private void add(String collection, JsonBytes body) {
    int number = counts.merge(collection, 1, Integer::sum);
    put(id(collection, number), collection, body.endObject());
  }

  private static String id(String collection, int number) {
    return collection.toLowerCase(Locale.ROOT) + "/" + number + "-A";
  }

  /** From where clients number on. */
  private void hilo(String collection, int count) {
    String id = "Raven/Hilo/" + collection.toLowerCase(Locale.ROOT);
    put(id, "@hilo", new JsonBytes().beginObject().field("Max", count).endObject());
  }

  private void put(String id, String collection, JsonBytes body) {
    byte[] metadata = ("{\"@collection\":\"" + collection + "\"}").getBytes(UTF_8);
    documents.add(new DocumentCommand.Put(id, "", collection, metadata, body.toBytes()));
  }

  /** How many of a collection there are so far. */
  private int count(String collection) {
    return counts.getOrDefault(collection, 0);
  }

  /** A number below a bound, always the same for the same. */
  private static int pick(int number, int salt, int bound) {
    long mixed = (number * 64L + salt + 1) * 0x9E3779B97F4A7C15L;
    return (int) ((mixed >>> 33) % bound);
  }

  private static BigDecimal hundredths(int count) {
    return BigDecimal.valueOf(count, 2);
  }

  private static String date(String day) {
    return day + "T00:00:00.0000000";
  }

  private void category(String[] columns) {
    add(
        "Categories",
        new JsonBytes().beginObject().field("Name", columns[1]).field("Description", columns[2]));
  }

  private void region(String[] columns) {
    JsonBytes body = new JsonBytes().beginObject().field("Name", columns[1]);
    body.name("Territories").beginArray();
    int code = 10_000 * (count("Regions") + 1);
    for (String name : columns[2].split(",", -1)) {
      body.beginObject().field("Code", Integer.toString(code++)).field("Name", name).endObject();
    }
    add("Regions", body.endArray());
  }

  private void shipper(String[] columns) {
    int number = count("Shippers");
    add(
        "Shippers",
        new JsonBytes()
            .beginObject()
            .field("Name", columns[1])
            .field("Phone", "(503) 555-010" + number));
  }

  private void supplier(String[] columns) {
    int number = count("Suppliers");
    JsonBytes body = new JsonBytes().beginObject().field("Name", columns[1]);
    contact(body, number + 40);
    address(body, "Address", number * 2 + 1);
    phones(body, number + COMPANIES);
    add("Suppliers", body.field("HomePage", null));
  }

  private void product(String[] columns) {
    int number = count("Products");
    add(
        "Products",
        new JsonBytes()
            .beginObject()
            .field("Name", columns[2])
            .field("Supplier", id("Suppliers", number % count("Suppliers") + 1))
            .field("Category", "categories/" + columns[1] + "-A")
            .field("QuantityPerUnit", words.word("unit", number))
            .name("PricePerUnit")
            .literal(price(number))
            .field("UnitsInStock", pick(number, 1, 120))
            .field("UnitsOnOrder", pick(number, 2, 4) == 0 ? 10 * pick(number, 3, 8) : 0)
            .field("Discontinued", pick(number, 4, 10) == 0)
            .field("ReorderLevel", 5L * pick(number, 5, 7)));
  }

  private static BigDecimal price(int product) {
    return hundredths(250 + 25 * pick(product, 0, 200));
  }

  private void employee(String[] columns) {
    int number = count("Employees");
    JsonBytes body = new JsonBytes().beginObject();
    body.field("LastName", columns[2]).field("FirstName", columns[1]).field("Title", columns[3]);
    address(body, "Address", Integer.parseInt(columns[6]));
    body.field("HiredAt", date(columns[5]))
        .field("Birthday", date(columns[4]))
        .field("HomePhone", phone(number + 200))
        .field("Extension", Integer.toString(400 + 7 * number))
        .field("ReportsTo", columns[7].equals("0") ? null : "employees/" + columns[7] + "-A");
    body.name("Notes")
        .beginArray()
        .text(columns[1] + " has been with us since " + columns[5] + ".");
    body.endArray().name("Territories").beginArray();
    body.text(Integer.toString(10_000 * (number % 4 + 1))).endArray();
    add("Employees", body);
  }

  private void company(int number) {
    String name = words.word("name", number) + " " + words.word("kind", number);
    JsonBytes body = new JsonBytes().beginObject();
    body.field("ExternalId", externalId(name)).field("Name", name);
    contact(body, number);
    address(body, "Address", number);
    phones(body, number);
    add("Companies", body);
  }

  /** Of each word what tells it from the others. */
  private static String externalId(String name) {
    int second = name.indexOf(' ') + 1;
    return (name.substring(0, 3) + name.substring(second, second + 2)).toUpperCase(Locale.ROOT);
  }

  private void contact(JsonBytes body, int number) {
    body.name("Contact").beginObject();
    body.field("Name", words.word("first", number) + " " + words.word("last", number))
        .field("Title", words.word("job", number))
        .endObject();
  }

  private static void phones(JsonBytes body, int number) {
    body.field("Phone", phone(number)).field("Fax", number % 3 == 0 ? null : phone(number + 500));
  }

  private static String phone(int number) {
    return "555-" + (1000 + number);
  }

  private void address(JsonBytes body, String member, int number) {
    String[] place = words.row("place", number);
    body.name(member).beginObject();
    body.field("Line1", words.word("street", number) + " " + (number % 90 + 1))
        .field("Line2", null)
        .field("City", place[1])
        .field("Region", place[2].isEmpty() ? null : place[2])
        .field("PostalCode", place[3])
        .field("Country", place[4]);
    body.name("Location").beginObject();
    body.name("Latitude").literal(place[5]).name("Longitude").literal(place[6]);
    body.endObject().endObject();
  }

  private void order(int number) {
    // All companies, one after the other; the last one's place is one that nobody else is at.
    int company = ((ORDERS - 1 - number) * 37 + 64) % COMPANIES;
    LocalDate day = FIRST_DAY.plusDays((long) number * DAYS / (ORDERS - 1));
    boolean isOpen = number >= ORDERS - STILL_OPEN;
    JsonBytes body = new JsonBytes().beginObject();
    body.field("Company", id("Companies", company + 1))
        .field("Employee", id("Employees", pick(number, 0, count("Employees")) + 1))
        .name("Freight")
        .literal(hundredths(pick(number, 1, 20_000)));
    lines(body, number);
    body.field("OrderedAt", date(day.toString()))
        .field("RequireAt", date(day.plusDays(28).toString()))
        .field("ShippedAt", isOpen ? null : date(day.plusDays(1 + pick(number, 2, 20)).toString()));
    address(body, "ShipTo", company);
    add("Orders", body.field("ShipVia", id("Shippers", number % count("Shippers") + 1)));
  }

  private void lines(JsonBytes body, int order) {
    int first = pick(order, 3, count("Products"));
    body.name("Lines").beginArray();
    for (int i = 0; i <= pick(order, 4, 5); i++) {
      int product = (first + 5 * i) % count("Products");
      body.beginObject()
          .name("Discount")
          .literal(hundredths(DISCOUNTS[pick(order, 10 + i, DISCOUNTS.length)]))
          .name("PricePerUnit")
          .literal(price(product))
          .field("Product", id("Products", product + 1))
          .field("ProductName", words.row("product", product)[2])
          .field("Quantity", 1 + pick(order, 20 + i, 60))
          .endObject();
    }
    body.endArray();
  }
}
