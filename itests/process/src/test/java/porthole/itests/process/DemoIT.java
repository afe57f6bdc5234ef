// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first start fills the demo database, and a crash does not stop it for good. */
@OneJdkUnlessLong
class DemoIT {
  private static final long CITIES = 171_075;

  @TempDir Path data;

  @Test
  void goesOnAfterACrashUntilEveryCityIsThere() throws Exception {
    ServerProcess first = demo();
    Await.untilTrue("some cities are there", () -> documents(first) > 2_000);
    first.kill();

    try (ServerProcess second = demo()) {
      Await.untilTrue("all cities are there", () -> documents(second) >= CITIES);
      assertThat(documents(second)).isEqualTo(CITIES);
      var collections =
          Http.json(new Http(second).get("/databases/demo/collections/stats"))
              .getAsJsonObject("Collections");
      assertThat(collections.get("Cities").getAsLong()).isEqualTo(CITIES);
    }
  }

  private ServerProcess demo() throws Exception {
    return ServerProcess.servingWithDemo(data.resolve("server"));
  }

  private static long documents(ServerProcess server) throws Exception {
    var response = new Http(server).get("/databases/demo/stats");
    return response.statusCode() == 200
        ? Http.json(response).get("CountOfDocuments").getAsLong()
        : 0;
  }
}
