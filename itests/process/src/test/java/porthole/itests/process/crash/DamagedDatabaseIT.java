// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import porthole.itests.process.Http;
import porthole.itests.process.OneJdkUnlessLong;
import porthole.itests.process.ServerProcess;

/** One file of one database is damaged: it is named, nothing is served that is not so. */
@OneJdkUnlessLong
class DamagedDatabaseIT {
  @TempDir static Path data;
  private static ServerProcess server;
  private static Http http;
  private static FaultyDatabase other;

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.serving(data);
    http = new Http(server);
    other = new FaultyDatabase(http, data, "other");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "table, .*\\.sst, 0.5",
    "log, .*\\.log, 0.5",
    "manifest, MANIFEST-.*, 0.4",
    "current, CURRENT, 0.99"
  })
  void oneWhoseFileIsDamagedSaysWhichAndIsWholeOnceItIsPutBack(
      String name, String pattern, double where) throws Exception {
    FaultyDatabase database = new FaultyDatabase(http, data, name);
    database.write(20);
    database.unload();
    database.write(20);
    database.unload();
    Path file = find(database.directory(), pattern);
    byte[] whole = Files.readAllBytes(file);
    byte[] damaged = whole.clone();
    damaged[(int) (whole.length * where)] ^= 0x20;
    Files.write(file, damaged);

    HttpResponse<String> refused = scan(name);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    JsonObject error = Http.json(refused);
    assertThat(error.keySet()).contains("Url", "Type", "Message", "Error");
    assertThat(error.get("Message").getAsString())
        .contains(file.getFileName().toString(), "backup");
    database.assertFailed(file.getFileName().toString());
    other.write(1);
    other.assertAllThere();

    Files.write(file, whole);
    FaultyDatabase.await(() -> scan(name), 200);
    database.assertAllThere();
    database.awaitWritable();
  }

  private static HttpResponse<String> scan(String name) throws Exception {
    return http.get("/databases/" + name + "/docs?startsWith=d/&pageSize=100000");
  }

  private static Path find(Path files, String pattern) throws Exception {
    try (Stream<Path> list = Files.list(files)) {
      return list.filter(file -> file.getFileName().toString().matches(pattern))
          .findFirst()
          .orElseThrow();
    }
  }
}
