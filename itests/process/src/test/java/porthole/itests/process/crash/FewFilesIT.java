// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.itests.process.Http;
import porthole.itests.process.OneJdkUnlessLong;
import porthole.itests.process.ServerProcess;

/** A process that may open few files serves on, says what is the matter, and recovers. */
@OneJdkUnlessLong
class FewFilesIT {
  private static final int FILES = 170;
  private static final int DATABASES = 30;

  @TempDir Path folder;

  @Test
  void moreDatabasesThanFilesAllowTakeTurns() throws Exception {
    try (ServerProcess server = start()) {
      Http http = new Http(server);
      for (int i = 0; i < DATABASES; i++) {
        String name = "db" + i;
        FaultyDatabase.await(() -> FaultyDatabase.create(http, name), 201);
        FaultyDatabase.await(() -> put(http, name), 201);
      }
      for (int i = 0; i < DATABASES; i++) {
        String name = "db" + i;
        FaultyDatabase.await(() -> http.get("/databases/" + name + "/docs?id=a"), 200);
      }
      JsonObject loads = http.adminJson("/admin/debug/databases/loads");
      assertThat(loads.get("OpenFilesLimit").getAsLong()).isEqualTo(FILES);
      assertThat(loads.get("OpenFiles").getAsLong()).isBetween(1L, (long) FILES);
      assertThat(server.console()).contains("files that this process may have open (ulimit -n)");
    }
  }

  private ServerProcess start() throws Exception {
    Path dist = Distribution.copyWithSmallBuffers(folder.resolve("dist"));
    List<String> limited = List.of("sh", "-c", "ulimit -n " + FILES + " && exec \"$0\" \"$@\"");
    return ServerProcess.servingCopy(limited, dist, folder.resolve("data"));
  }

  private static HttpResponse<String> put(Http http, String database) throws Exception {
    return http.send("PUT", "/databases/" + database + "/docs?id=a", "{\"Name\":\"x\"}");
  }
}
