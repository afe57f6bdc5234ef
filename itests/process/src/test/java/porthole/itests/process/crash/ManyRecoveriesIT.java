// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import porthole.itests.process.Command;
import porthole.itests.process.Http;
import porthole.itests.process.OneJdkUnlessLong;
import porthole.itests.process.ServerProcess;

/** Databases that were open at a kill -9 recover when each is used, and none waits for another. */
@OneJdkUnlessLong
class ManyRecoveriesIT {
  private static final int DATABASES = Integer.getInteger("porthole.crash.databases", 50);
  private static final int CLIENTS = 8;
  private static final String HANGING = name(7);

  @TempDir Path folder;

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void eachRecoversWhenItIsUsedAndNoneWaitsForAnother() throws Exception {
    Path data = folder.resolve("data");
    ServerProcess crashed = ServerProcess.serving(data);
    Http before = new Http(crashed);
    forEachDatabase(
        database -> {
          before.createDatabase(database);
          assertThat(before.send("POST", docs(database), batch(database)).statusCode())
              .isEqualTo(201);
        });
    crashed.kill();

    HangingRecovery hanging = new HangingRecovery(data, HANGING, folder);
    try (ServerProcess server = ServerProcess.serving(data)) {
      Http http = new Http(server);
      assertThat(states(http))
          .as("nothing has recovered that nobody uses")
          .hasSize(DATABASES)
          .allSatisfy((database, state) -> assertThat(state).isEqualTo("UNLOADED, crashed"));

      HttpResponse<String> impatient =
          http.send(
              http.request("GET", stats(HANGING), "").header("Porthole-Load-Patience", "200"));
      assertThat(impatient.statusCode()).as(impatient.body()).isEqualTo(503);
      assertThat(impatient.body()).contains("opening ");
      forEachDatabase(
          database -> {
            if (!database.equals(HANGING)) {
              assertRecovered(http, database);
            }
          });
      assertThat(states(http)).containsEntry(HANGING, "LOADING, crashed");

      hanging.release();
      assertRecovered(http, HANGING);
      assertThat(states(http).values()).allMatch(state -> state.startsWith("LOADED"));
    }
  }

  private static void assertRecovered(Http http, String database) throws Exception {
    HttpResponse<String> answer = http.get(stats(database));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(Http.json(answer).get("CountOfDocuments").getAsInt()).isEqualTo(2);
    assertThat(http.get("/databases/" + database + "/docs?id=b").statusCode()).isEqualTo(200);
  }

  private interface Deed {
    void on(String database) throws Exception;
  }

  private static void forEachDatabase(Deed deed) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<?>> ends = new ArrayList<>();
      for (String database : IntStream.range(0, DATABASES).mapToObj(i -> name(i)).toList()) {
        ends.add(
            threads.submit(
                () -> {
                  deed.on(database);
                  return null;
                }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static Map<String, String> states(Http http) throws Exception {
    Map<String, String> states = new TreeMap<>();
    JsonObject answer = Http.json(http.get("/studio-tasks/databases/state"));
    for (JsonElement each : answer.getAsJsonArray("Databases")) {
      JsonObject database = each.getAsJsonObject();
      boolean crashed = database.get("EndedWithoutUnload").getAsBoolean();
      states.put(
          database.get("Name").getAsString(),
          database.get("State").getAsString() + (crashed ? ", crashed" : ""));
    }
    return states;
  }

  private static String name(int number) {
    return "many" + number;
  }

  private static String docs(String database) {
    return "/databases/" + database + "/bulk_docs";
  }

  private static String stats(String database) {
    return "/databases/" + database + "/stats";
  }

  private static String batch(String database) {
    return new Batch(
            List.of(
                new Batch.Command("a", database + ".a"), new Batch.Command("b", database + ".b")))
        .toJson();
  }

  /**
   * A database whose recovery hangs for as long as the test wants: the engine's first file is a
   * pipe that nobody writes to, so opening it does not return.
   */
  private static final class HangingRecovery {
    private final Path file;
    private final Path kept;
    private final Path pipe;

    HangingRecovery(Path data, String database, Path folder) throws Exception {
      String directory = SystemRecords.read(data).directories().get(database);
      file = data.resolve("databases").resolve(directory).resolve("CURRENT");
      kept = Files.copy(file, folder.resolve("kept"));
      pipe = folder.resolve("pipe");
      Command.run("mkfifo", pipe).expectSuccess();
      Files.delete(file);
      Files.createLink(file, pipe);
    }

    void release() throws Exception {
      byte[] content = Files.readAllBytes(kept);
      Files.move(kept, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      try {
        // Whoever has the pipe open reads the same, and then its end.
        Files.write(pipe, content);
      } catch (IOException closed) {
        // The engine opens the file a first time without reading it, and may be past that by now.
      }
    }
  }
}
