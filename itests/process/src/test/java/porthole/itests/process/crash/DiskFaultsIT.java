// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import porthole.itests.process.Command;
import porthole.itests.process.Http;
import porthole.itests.process.OneJdkUnlessLong;
import porthole.itests.process.ServerProcess;

/** Disks run full and fail below one database, and below the system database. */
@OneJdkUnlessLong
class DiskFaultsIT {
  private static final String SMALL = "size=3m";

  @TempDir static Path folder;
  private static Path data;
  private static Path system;
  private static ServerProcess server;
  private static Http http;
  private static FaultyDatabase other;

  @BeforeAll
  static void startOnASmallSystemDisk() throws Exception {
    String missing = LossyDisk.missing();
    assumeTrue(missing.isEmpty(), "SKIPPED: disks that fail need " + missing);
    data = Files.createDirectory(folder.resolve("data"));
    system = Files.createDirectory(data.resolve("system"));
    mount(system);
    server = ServerProcess.serving(data);
    http = new Http(server);
    other = new FaultyDatabase(http, data, "other");
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
    if (system != null) {
      Command.run("umount", system).expectSuccess();
    }
  }

  @BeforeEach
  @AfterEach
  void othersServeOn() throws Exception {
    other.write(1);
    other.assertAllThere();
  }

  private static void mount(Path on) throws Exception {
    Command.run("mount", "-t", "tmpfs", "-o", SMALL, "tmpfs", on).expectSuccess();
  }

  /** Until nothing more fits. */
  private static Path fill(Path disk) throws IOException {
    Path filler = disk.resolve("filler");
    byte[] bytes = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(bytes);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
    return filler;
  }

  @Test
  void aFullDiskStopsWritesUntilThereIsSpace() throws Exception {
    FaultyDatabase database = new FaultyDatabase(http, data, "full");
    database.write(20);
    database.unload();
    Path kept = Files.move(database.directory(), folder.resolve("kept"));
    Files.createDirectory(database.directory());
    mount(database.directory());
    try {
      Command.run("cp", "-a", kept + "/.", database.directory()).expectSuccess();
      database.assertAllThere();
      Path filler = fill(database.directory());
      JsonObject error = database.writeUntilRefused();
      assertThat(error.get("Message").getAsString())
          .contains("No space left", database.directory().toString(), "Free some space");
      database.assertFailed("No space left");
      HttpResponse<String> read = database.get(0);
      assertThat(read.statusCode()).as("what it can, it serves: " + read.body()).isEqualTo(200);
      Files.delete(filler);
      database.awaitWritable();
      database.assertAllThere();
      database.unload();
    } finally {
      Command.run("umount", database.directory()).expectSuccess();
    }
    assertThat(database.get(0).body()).contains("disk that is not mounted");
  }

  @Test
  void aDiskThatFailsIsNamedAndUsedAgainWhenItWorks() throws Exception {
    FaultyDatabase database = new FaultyDatabase(http, data, "failing");
    database.write(20);
    database.unload();
    try (LossyDisk disk = new LossyDisk(Files.createDirectory(folder.resolve("disk")), 64 << 20)) {
      Path there = disk.root().resolve("there");
      Command.run("cp", "-a", database.directory(), there).expectSuccess();
      Files.move(database.directory(), folder.resolve("before"));
      Files.createSymbolicLink(database.directory(), there);
      database.assertAllThere();
      database.write(5);
      disk.fail(true);
      JsonObject error = database.writeUntilRefused();
      assertThat(error.get("Message").getAsString())
          .contains(database.directory().toString(), "dmesg");
      database.assertFailed("dmesg");
      disk.fail(false);
      database.unload();
      disk.mountAgain();
      database.awaitWritable();
      database.assertAllThere();
      database.unload();
    }
  }

  @Test
  void aFullSystemDiskRefusesNewDatabasesAndHarmsNone() throws Exception {
    FaultyDatabase existing = new FaultyDatabase(http, data, "existing");
    existing.write(3);
    existing.unload();
    Path filler = fill(system);
    HttpResponse<String> refused = null;
    for (int i = 0; refused == null || refused.statusCode() == 201; i++) {
      refused = FaultyDatabase.create(http, "new" + i);
    }
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(Http.json(refused).get("Message").getAsString())
        .contains("system database", "No space left", system.toString(), "Free some space");
    int before = databases();
    assertThat(FaultyDatabase.create(http, "last").statusCode()).isEqualTo(503);
    assertThat(databases()).isEqualTo(before);
    existing.write(1);
    existing.assertAllThere();
    Files.delete(filler);
    FaultyDatabase.await(() -> FaultyDatabase.create(http, "last"), 201);
    new FaultyDatabase(http, data, "after").write(1);
  }

  private static int databases() throws Exception {
    return Http.json(http.get("/databases?pageSize=1000")).getAsJsonArray("Databases").size();
  }
}
