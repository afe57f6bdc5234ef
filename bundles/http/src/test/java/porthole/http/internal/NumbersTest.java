// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NumbersTest {
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void rangesFollowEachOtherAndTheirStateIsADocument() throws Exception {
    assertThat(next("tag=users&lastBatchSize=0&identityPartsSeparator=%2F&lastMax=0"))
        .isEqualTo(
            "{\"Prefix\":\"users/\",\"Low\":1,\"High\":32,\"LastSize\":32,\"ServerTag\":\"A\","
                + "\"LastRangeAt\":\"2026-05-06T07:08:09.1234567Z\"}");
    assertThat(next("tag=users&lastBatchSize=0&lastMax=0")).contains("\"Low\":33,\"High\":64");
    assertThat(next("tag=users&lastBatchSize=0&lastMax=100")).contains("\"Low\":101,\"High\":132");
    assertThat(server.get("/databases/db/docs?id=Raven/Hilo/users").body())
        .contains("{\"Max\":132,\"@metadata\":{\"@collection\":\"@hilo\"");
  }

  @Test
  void aRangeThatStandsInADocumentIsTakenFromThere() throws Exception {
    server.put("Raven/Hilo/users", "{\"Max\":64,\"@metadata\":{\"@collection\":\"HiloDocs\"}}");
    assertThat(next("tag=users&lastBatchSize=0&lastMax=0")).contains("\"Low\":65,\"High\":96");
    assertThat(server.db().get("Raven/Hilo/users").collection()).isEqualTo("HiloDocs");
  }

  @Test
  void whoComesBackSoonGetsTwiceAsManyAndWhoComesLateHalf() throws Exception {
    assertThat(next("tag=t&lastBatchSize=32&lastRangeAt=2026-05-06T07:08:00.0000000Z"))
        .contains("\"LastSize\":64");
    assertThat(next("tag=t&lastBatchSize=128&lastRangeAt=2026-05-06T07:07:30.0000000Z"))
        .contains("\"LastSize\":128");
    assertThat(next("tag=t&lastBatchSize=128&lastRangeAt=2026-05-06T07:00:00.0000000Z"))
        .contains("\"LastSize\":64");
    assertThat(next("tag=t&lastBatchSize=9999999999&lastRangeAt=2026-05-06T07:08:09.0000000Z"))
        .contains("\"LastSize\":1048576");
  }

  @Test
  void anUnusedRestIsTakenBackWhileItIsTheLast() throws Exception {
    next("tag=users&lastBatchSize=0");
    giveBack("tag=users&end=31&last=2");
    assertThat(max()).contains("{\"Max\":32,");
    giveBack("tag=users&end=32&last=2");
    assertThat(max()).contains("{\"Max\":2,");
    giveBack("tag=users&end=32&last=1");
    assertThat(max()).contains("{\"Max\":2,");
  }

  @Test
  void noNumberIsGivenTwice() throws Exception {
    Set<String> lows = ConcurrentHashMap.newKeySet();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      Callable<Boolean> take = () -> lows.add(next("tag=t&lastBatchSize=0").split("Low", -1)[1]);
      for (Future<Boolean> taken :
          pool.invokeAll(IntStream.range(0, 64).mapToObj(i -> take).toList())) {
        assertThat(taken.get()).isTrue();
      }
    } finally {
      pool.shutdown();
    }
    assertThat(lows).hasSize(64);
  }

  @Test
  void identitiesCountUpAndCanBeSeeded() throws Exception {
    assertThat(post("next?name=users%7C")).isEqualTo("{\"NewIdentityValue\":1}");
    assertThat(post("next?name=users")).isEqualTo("{\"NewIdentityValue\":2}");
    assertThat(post("seed?name=users%7C&value=50")).isEqualTo("{\"NewSeedValue\":50}");
    assertThat(post("seed?name=users%7C&value=5")).isEqualTo("{\"NewSeedValue\":50}");
    assertThat(post("seed?name=users%7C&value=5&force=true")).isEqualTo("{\"NewSeedValue\":5}");
    assertThat(post("next?name=")).contains("'name' is missing");
  }

  private String next(String query) throws Exception {
    return server.get("/databases/db/hilo/next?" + query).body();
  }

  private void giveBack(String query) throws Exception {
    assertThat(server.send("PUT", "/databases/db/hilo/return?" + query, "").statusCode())
        .isEqualTo(204);
  }

  private String max() throws Exception {
    return server.get("/databases/db/docs?id=Raven/Hilo/users").body();
  }

  private String post(String path) throws Exception {
    return server.send("POST", "/databases/db/identity/" + path, "").body();
  }
}
