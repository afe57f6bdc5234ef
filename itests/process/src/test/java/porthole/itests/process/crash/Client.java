// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import porthole.itests.process.Http;

/** Sends batch after batch, one at a time, until the server is gone. */
final class Client {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int CREATED = 201;

  private final int number;
  private final List<KnownDatabase> databases;
  private final Cycle cycle;
  private final SplittableRandom random;

  Client(int number, List<KnownDatabase> databases, Cycle cycle, SplittableRandom random) {
    this.number = number;
    this.databases = databases;
    this.cycle = cycle;
    this.random = random;
  }

  void run(Http http) throws Exception {
    for (int batch = 0; !cycle.isOver(); batch++) {
      KnownDatabase database = databases.get(random.nextInt(databases.size()));
      Share share = database.share(number);
      if (!database.isServing() || !share.isOpen()) {
        LockSupport.parkNanos(PAUSE_NANOS);
        continue;
      }
      Batch sent = share.begin(random, cycle.number() + "." + number + "." + batch);
      HttpResponse<String> answer;
      try {
        answer = http.send("POST", "/databases/" + database.name() + "/bulk_docs", sent.toJson());
      } catch (IOException e) {
        cycle.lostConnection(e);
        return;
      }
      take(answer, database, share);
    }
  }

  private void take(HttpResponse<String> answer, KnownDatabase database, Share share) {
    if (answer.statusCode() == CREATED) {
      database.acknowledged(share.acknowledged(Http.json(answer), database.floor()));
      cycle.acknowledged();
    } else if (isRefusal(answer)) {
      share.refused();
    } else if (answer.statusCode() == 503 || cycle.mayFail()) {
      share.leave();
    } else {
      throw new AssertionError(
          database.name() + " answered " + answer.statusCode() + " " + answer.body());
    }
  }

  /** Whether the batch was not even begun. */
  private static boolean isRefusal(HttpResponse<String> answer) {
    if (answer.statusCode() != 503) {
      return false;
    }
    JsonObject error = Http.json(answer);
    return answer.headers().firstValue("Database-Missing").isPresent()
        || error.get("Type").getAsString().endsWith("DatabaseDisabledException");
  }
}
