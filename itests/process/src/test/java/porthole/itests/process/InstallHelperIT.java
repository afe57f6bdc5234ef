// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An administrator gives the helper its capability, and the server of another user uses it. */
class InstallHelperIT {
  private static String group = "";
  private static Path folder = Path.of("");
  private static Path dist = Path.of("");
  private static ServerProcess server;
  private static Http http;

  @BeforeAll
  static void startServerOfAnOrdinaryUser() throws Exception {
    assumeTrue(Command.run("id", "-u").output().equals("0"), "SKIPPED: installing needs root");
    assumeTrue(has("setcap"), "SKIPPED: installing needs setcap, of Debian's libcap2-bin");
    assumeTrue(has("setpriv"), "SKIPPED: to be another user needs setpriv, of util-linux");
    group = Command.run("id", "-gn", "nobody").expectSuccess();
    // Where another user may go, which a clone's folders need not be.
    folder = Files.createTempDirectory("porthole-install");
    Command.run("chmod", "755", folder).expectSuccess();
    assumeFalse(
        Command.run("findmnt", "-n", "-o", "OPTIONS", "-T", folder).output().contains("nosuid"),
        "SKIPPED: capabilities are ignored on " + folder + ", which is mounted nosuid");
    dist = folder.resolve("dist");
    Command.run("cp", "-a", ServerProcess.dist(), dist).expectSuccess();
    Path data = Files.createDirectory(folder.resolve("data"));
    Command.run("chown", "nobody:" + group, data).expectSuccess();
    List<String> asNobody =
        List.of("setpriv", "--reuid", "nobody", "--regid", group, "--clear-groups");
    server = ServerProcess.servingCopy(asNobody, dist, data);
    http = new Http(server);
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (server != null) {
      server.close();
    }
    if (Files.exists(dist)) {
      Command.run("rm", "-rf", folder);
    }
  }

  private static boolean has(String program) throws Exception {
    return Command.run("sh", "-c", "PATH=$PATH:/usr/sbin:/sbin command -v " + program).exitCode()
        == 0;
  }

  @Test
  void itIsInstalledUsedPassedOverWhenOutOfDateAndTakenAwayAgain() throws Exception {
    assertThat(facts()).containsEntry("capability", "none");

    install();
    install();
    assertThat(Command.run("stat", "-c", "%u:%G %a", installed()).output())
        .isEqualTo("0:" + group + " 750");
    assertThat(Command.run("sh", "-c", "PATH=$PATH:/usr/sbin:/sbin getcap " + installed()).output())
        .endsWith("cap_sys_ptrace=p");
    assertThat(facts())
        .containsEntry("helper", installed().toString())
        .containsEntry("capability", "permitted");
    JsonObject capture =
        http.adminJson("/admin/debug/threads/stack-trace").getAsJsonObject("Capture");
    assertThat(capture.get("Backend").getAsString()).isEqualTo("native");
    assertThat(capture.getAsJsonArray("Fallbacks")).isEmpty();

    Files.writeString(installed(), "x", StandardCharsets.US_ASCII, StandardOpenOption.APPEND);
    JsonObject passedOver = fact("helper");
    assertThat(passedOver.get("Found").getAsString()).doesNotContain("libexec");
    assertThat(passedOver.get("Reason").getAsString()).contains("another version");
    assertThat(passedOver.get("Fix").getAsString()).contains("install-helper");

    install();
    assertThat(facts()).containsEntry("helper", installed().toString());

    undo();
    undo();
    assertThat(dist.resolve("libexec")).doesNotExist();
    assertThat(facts()).containsEntry("capability", "none");
  }

  @Test
  void aGroupThatIsNotThereIsRefusedAndLeavesNothing() throws Exception {
    Command refused = Command.run(porthole(), "install-helper", "--group", "no-such-group");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.output()).contains("no-such-group");
    assertThat(dist.resolve("libexec")).doesNotExist();
  }

  @Test
  void anOrdinaryUserIsToldTheLineToRun() throws Exception {
    Command refused =
        Command.run(
            "setpriv",
            "--reuid",
            "nobody",
            "--regid",
            group,
            "--clear-groups",
            porthole(),
            "install-helper");
    assertThat(refused.exitCode()).isEqualTo(10);
    assertThat(refused.output()).contains("sudo " + porthole() + " install-helper");
  }

  private static void install() throws Exception {
    assertThat(Command.run(porthole(), "install-helper", "--group", group).expectSuccess())
        .contains("Installed " + installed());
  }

  private static void undo() throws Exception {
    Command.run(porthole(), "install-helper", "--undo").expectSuccess();
  }

  private static Path porthole() {
    return dist.resolve("bin/porthole");
  }

  private static Path installed() {
    return dist.resolve("libexec/porthole-capture");
  }

  private static Map<String, String> facts() throws Exception {
    Map<String, String> facts = new TreeMap<>();
    for (JsonElement fact : nativeFacts()) {
      JsonObject one = fact.getAsJsonObject();
      facts.put(one.get("Subject").getAsString(), one.get("Found").getAsString());
    }
    return facts;
  }

  private static JsonObject fact(String subject) throws Exception {
    for (JsonElement fact : nativeFacts()) {
      if (fact.getAsJsonObject().get("Subject").getAsString().equals(subject)) {
        return fact.getAsJsonObject();
      }
    }
    throw new AssertionError("no fact about " + subject);
  }

  private static Iterable<JsonElement> nativeFacts() throws Exception {
    for (JsonElement backend : http.adminJson("/admin/capture").getAsJsonArray("Backends")) {
      if (backend.getAsJsonObject().get("Name").getAsString().equals("native")) {
        return backend.getAsJsonObject().getAsJsonArray("Facts");
      }
    }
    throw new AssertionError("no native backend");
  }
}
