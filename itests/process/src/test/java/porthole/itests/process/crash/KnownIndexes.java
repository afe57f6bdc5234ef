// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import porthole.itests.process.Http;

/** The indexes of a database that crash tests watch. */
final class KnownIndexes {
  private static final List<String> QUERIES =
      List.of(
          "from Orders where search(About, 'red') and Amount > 5 and Tags = 'old' order by"
              + " Discount",
          "from @all_docs where Company = 'companies/1'",
          "from Orders group by Company select key(), count(), sum(Amount)",
          "from index 'ByAmount'",
          "from index 'ByCompany'",
          "from index 'ByTag'");

  private static final List<String> DEFINITIONS =
      List.of(
          definition("ByAmount", "from o in docs.Orders select new { o.Amount, o.Company }", ""),
          definition(
              "ByCompany",
              "from o in docs.Orders select new { o.Company, Count = 1, o.Amount }",
              "from r in results group r by r.Company into g select new { Company = g.Key, Count ="
                  + " g.Sum(x => x.Count), Amount = g.Sum(x => x.Amount) }"),
          definition(
              "ByTag",
              "from o in docs.Orders from tag in o.Tags select new { Tag = tag, Count = 1 }",
              "from r in results group r by r.Tag into g select new"
                  + " { Tag = g.Key, Count = g.Sum(x => x.Count) }"));

  /** How many there are. */
  static final int COUNT = QUERIES.size();

  private final Http http;
  private final String database;

  KnownIndexes(Http http, String database) {
    this.http = http;
    this.database = database;
  }

  private static String definition(String name, String map, String reduce) {
    JsonArray maps = new JsonArray();
    maps.add(map);
    JsonObject definition = new JsonObject();
    definition.addProperty("Name", name);
    definition.add("Maps", maps);
    if (!reduce.isEmpty()) {
      definition.addProperty("Reduce", reduce);
    }
    return definition.toString();
  }

  /** Sees to it that they are there. */
  void define() throws Exception {
    String body = "{\"Indexes\":[" + String.join(",", DEFINITIONS) + "]}";
    HttpResponse<String> put = http.send("PUT", "/databases/" + database + "/admin/indexes", body);
    if (put.statusCode() != 201) {
      throw new AssertionError("indexes: " + put.statusCode() + " " + put.body());
    }
    for (String query : QUERIES) {
      ask(query, false);
    }
  }

  /** Returns when they have everything. */
  void awaitCaughtUp() throws Exception {
    for (String query : QUERIES) {
      JsonObject answer = ask(query, true);
      if (answer.get("IsStale").getAsBoolean()) {
        throw new AssertionError(query + " is still stale: " + answer);
      }
    }
  }

  private JsonObject ask(String rql, boolean fresh) throws Exception {
    JsonObject query = new JsonObject();
    query.addProperty("Query", rql);
    if (fresh) {
      query.addProperty("WaitForNonStaleResults", true);
      query.addProperty("WaitForNonStaleResultsTimeout", "00:01:00");
    }
    HttpResponse<String> answer =
        http.send("POST", "/databases/" + database + "/queries", query.toString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(rql + " answered " + answer.statusCode() + " " + answer.body());
    }
    return Http.json(answer);
  }
}
