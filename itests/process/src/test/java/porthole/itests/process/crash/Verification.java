// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import porthole.itests.process.Http;

/** Asks a server that has just started after a crash for everything, as a client sees it. */
final class Verification {
  private final Http http;
  private final List<KnownDatabase> databases;

  Verification(Http http, List<KnownDatabase> databases) {
    this.http = http;
    this.databases = databases;
  }

  void run() throws Exception {
    Set<String> expected = new TreeSet<>();
    for (KnownDatabase database : databases) {
      if (database.existence() == KnownDatabase.Existence.PRESENT) {
        expected.add(database.name());
      }
    }
    Set<String> listed = new TreeSet<>();
    for (JsonElement name : answer("/databases?namesOnly=true").getAsJsonArray("Databases")) {
      listed.add(name.getAsString());
    }
    equal("The list of databases", listed, expected);
    for (KnownDatabase database : databases) {
      if (database.existence() == KnownDatabase.Existence.PRESENT) {
        verify(database);
      }
    }
  }

  private void verify(KnownDatabase database) throws Exception {
    String documents = "/databases/" + database.name() + "/docs?start=0";
    if (database.isDisabled()) {
      HttpResponse<String> refusal = http.get(documents);
      equal("The status of a disabled database", refusal.statusCode(), 503);
      String body = "{\"DatabaseNames\":[\"" + database.name() + "\"]}";
      HttpResponse<String> enabled = http.send("POST", "/admin/databases/enable", body);
      equal("The status of enabling", enabled.statusCode(), 200);
      database.switched(false);
    }
    Map<String, Stored> found = new TreeMap<>();
    long before = Long.MAX_VALUE;
    for (JsonElement result : answer(documents).getAsJsonArray("Results")) {
      JsonObject document = result.getAsJsonObject();
      JsonObject metadata = document.getAsJsonObject("@metadata");
      long etag = Batch.etagOf(metadata.get("@change-vector").getAsString());
      if (etag >= before) {
        throw new AssertionError("The latest documents are not in order: " + etag);
      }
      before = etag;
      found.put(metadata.get("@id").getAsString(), new Stored(etag, Content.tokenOf(document)));
    }
    equal("The documents of " + database.name(), found, database.documents());
    JsonObject stats = answer("/databases/" + database.name() + "/stats");
    equal("The count of documents", stats.get("CountOfDocuments").getAsInt(), found.size());
    equal("The last etag", stats.get("LastDocEtag").getAsLong(), database.floor());
  }

  private JsonObject answer(String path) throws Exception {
    HttpResponse<String> answer = http.get(path);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + " answered " + answer.statusCode() + " " + answer.body());
    }
    return Http.json(answer);
  }

  private static void equal(String what, Object actual, Object expected) {
    if (!actual.equals(expected)) {
      throw new AssertionError(what + " is " + actual + "; it ought to be " + expected);
    }
  }
}
