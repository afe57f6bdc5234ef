// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.itests.virtual.ParkedThreadsActivator;

/** Virtual threads that no thread carries are told from inside, on demand. */
class VirtualThreadsIT {
  private static final String STACKS = "/admin/debug/threads/stack-trace";

  @TempDir static Path data;
  private static ServerProcess server;
  private static Http http;

  @BeforeAll
  static void startServer() throws Exception {
    server = ServerProcess.serving(data.resolve("server"));
    http = new Http(server);
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @Test
  void aThousandParkedOnesAreListedAtTheirPlaceAndOnlyOnce() throws Exception {
    assumeTrue(serverVersion() >= 21, "SKIPPED: virtual threads need a server on Java 21 or later");
    TestBundle.deploy(server, ParkedThreadsActivator.class, "org.osgi.framework");
    JsonObject answer = Await.until("all are parked", VirtualThreadsIT::answerWithAll);
    JsonObject stack = parkedHere(answer);
    assertThat(stack.getAsJsonArray("Bundles").toString())
        .contains("test.ParkedThreadsActivator/1.0.0");
    assertThat(answer.getAsJsonObject("VirtualThreads").get("More").getAsLong()).isZero();
    assertThat(answer.getAsJsonObject("VirtualThreads").get("Milliseconds").getAsDouble())
        .isPositive();
    // Their carriers are among the platform threads; they themselves are not.
    assertThat(answer.getAsJsonArray("Threads").size()).isLessThan(ParkedThreadsActivator.COUNT);
    assertThat(http.adminJson(STACKS).has("VirtualThreads")).isFalse();

    Command printed =
        Command.run(
            ServerProcess.dist().resolve("bin/porthole"),
            "stacks",
            "--data",
            server.data(),
            "--timeout",
            "60",
            "--virtual",
            "--all");
    assertThat(printed.expectSuccess())
        .contains("Virtual, not mounted: ", ParkedThreadsActivator.class.getName());
  }

  @Test
  void olderJavaSaysWhyThereAreNone() throws Exception {
    assumeTrue(serverVersion() < 21, "SKIPPED: this server's Java has virtual threads");
    JsonObject answer = http.adminJson(STACKS + "?virtual=true");
    assertThat(answer.has("VirtualThreads")).isFalse();
    assertThat(answer.getAsJsonObject("Capture").getAsJsonArray("Remarks").toString())
        .contains("they come with Java 21");
  }

  private static Optional<JsonObject> answerWithAll() throws Exception {
    JsonObject answer = http.adminJson(STACKS + "?virtual=true");
    JsonObject stack = parkedHere(answer);
    return stack.getAsJsonArray("Threads").size() == ParkedThreadsActivator.COUNT
        ? Optional.of(answer)
        : Optional.empty();
  }

  private static JsonObject parkedHere(JsonObject answer) {
    JsonObject virtual = answer.getAsJsonObject("VirtualThreads");
    assertThat(virtual).as(answer.getAsJsonObject("Capture").toString()).isNotNull();
    JsonObject largest = new JsonObject();
    largest.add("Threads", new JsonArray());
    for (JsonElement element : virtual.getAsJsonArray("Stacks")) {
      JsonObject stack = element.getAsJsonObject();
      if (stack.get("StackTrace").toString().contains("ParkedThreadsActivator")
          && stack.getAsJsonArray("Threads").size() > largest.getAsJsonArray("Threads").size()) {
        largest = stack;
      }
    }
    return largest;
  }

  private static int serverVersion() throws IOException {
    String home = System.getProperty("porthole.serverJavaHome", System.getProperty("java.home"));
    String version =
        Files.readAllLines(Path.of(home, "release")).stream()
            .filter(line -> line.startsWith("JAVA_VERSION="))
            .findFirst()
            .orElseThrow();
    return Integer.parseInt(version.replaceAll("\\D*(\\d+).*", "$1"));
  }
}
