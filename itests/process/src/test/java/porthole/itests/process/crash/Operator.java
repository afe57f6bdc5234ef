// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import static porthole.itests.process.crash.KnownDatabase.Existence.ABSENT;
import static porthole.itests.process.crash.KnownDatabase.Existence.CREATING;
import static porthole.itests.process.crash.KnownDatabase.Existence.DELETING;
import static porthole.itests.process.crash.KnownDatabase.Existence.PRESENT;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import porthole.itests.process.Http;

/**
 * Makes, unloads, disables, enables and deletes databases that clients are writing to, and looks at
 * them. Deletes one database a cycle at most, and none that is younger than the cycle.
 */
final class Operator {
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

  private final List<KnownDatabase> databases;
  private final Cycle cycle;
  private final SplittableRandom random;
  private final List<Removal> removals;
  private boolean hasDeleted;

  /** A delete that was acknowledged. */
  record Removal(String directory, boolean hard) {}

  /**
   * An operator.
   *
   * @param removals gets what is deleted
   */
  Operator(
      List<KnownDatabase> databases, Cycle cycle, SplittableRandom random, List<Removal> removals) {
    this.databases = databases;
    this.cycle = cycle;
    this.random = random;
    this.removals = removals;
  }

  void run(Http http) throws Exception {
    try {
      for (KnownDatabase database : databases) {
        boolean wanted = database == databases.get(0) || random.nextInt(10) < 8;
        if (database.existence() == ABSENT && wanted) {
          create(http, database);
        }
      }
      while (!cycle.isOver()) {
        act(http, databases.get(random.nextInt(databases.size())));
        LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE_NANOS));
      }
    } catch (IOException e) {
      cycle.lostConnection(e);
    }
  }

  private void act(Http http, KnownDatabase database) throws Exception {
    int choice = random.nextInt(10);
    if (database.existence() != PRESENT || choice == 9) {
      expect(http.get("/databases"), 200);
      expect(http.get("/studio-tasks/databases/state"), 200);
      expect(http.admin("GET", "/admin/debug/databases/idle", ""), 200);
    } else if (choice < 6) {
      cycle.acting();
      expect(http.admin("POST", "/admin/databases/unload", named(database)), 200);
    } else if (choice < 8) {
      toggle(http, database);
    } else {
      delete(http, database);
    }
  }

  private void create(Http http, KnownDatabase database) throws Exception {
    database.existence(CREATING);
    cycle.acting();
    String body = "{\"DatabaseName\":\"" + database.name() + "\"}";
    if (expect(http.send("PUT", "/admin/databases?name=" + database.name(), body), 201)) {
      database.existence(PRESENT);
    }
  }

  private void toggle(Http http, KnownDatabase database) throws Exception {
    boolean disable = !database.isDisabled();
    database.switching();
    cycle.acting();
    String path = "/admin/databases/" + (disable ? "disable" : "enable");
    if (expect(http.send("POST", path, named(database)), 200)) {
      database.switched(disable);
    }
  }

  private void delete(Http http, KnownDatabase database) throws Exception {
    if (hasDeleted || database.directory().isEmpty()) {
      return;
    }
    hasDeleted = true;
    boolean hard = random.nextBoolean();
    database.existence(DELETING);
    cycle.acting();
    JsonObject body = named(List.of(database.name()));
    body.addProperty("HardDelete", hard);
    if (expect(http.send("DELETE", "/admin/databases", body.toString()), 200)) {
      database.existence(ABSENT);
      removals.add(new Removal(database.directory(), hard));
    }
  }

  private static String named(KnownDatabase database) {
    return named(List.of(database.name())).toString();
  }

  private static JsonObject named(List<String> names) {
    JsonArray all = new JsonArray();
    names.forEach(all::add);
    JsonObject body = new JsonObject();
    body.add("DatabaseNames", all);
    return body;
  }

  private boolean expect(HttpResponse<String> answer, int status) {
    if (answer.statusCode() != status && !cycle.mayFail()) {
      throw new AssertionError(
          answer.request().uri() + " answered " + answer.statusCode() + " " + answer.body());
    }
    return answer.statusCode() == status;
  }
}
