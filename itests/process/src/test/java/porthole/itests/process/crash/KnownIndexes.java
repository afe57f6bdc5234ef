// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import porthole.itests.process.Http;

/** The indexes of a database that crash tests watch. */
final class KnownIndexes {
  private static final List<String> QUERIES =
      List.of(
          "from Orders where search(About, 'red') and Amount > 5 and Tags = 'old' order by Discount",
          "from @all_docs where Company = 'companies/1'");

  /** How many there are. */
  static final int COUNT = QUERIES.size();

  private final Http http;
  private final String database;

  KnownIndexes(Http http, String database) {
    this.http = http;
    this.database = database;
  }

  /** Sees to it that they are there. */
  void define() throws Exception {
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
