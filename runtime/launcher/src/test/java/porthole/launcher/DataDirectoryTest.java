// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

  @TempDir private Path directory;

  @Test
  void aSecondServerIsToldWhichProcessHoldsTheDirectory() throws Exception {
    try (DataDirectory held = DataDirectory.open(directory, 4711)) {
      assertThatThrownBy(() -> DataDirectory.open(held.path(), 4712))
          .hasMessageContaining("process 4711")
          .hasMessageContaining(directory.toString())
          .isInstanceOfSatisfying(
              LaunchException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA_IN_USE));
    }
  }

  @Test
  void afterItIsClosedTheNextServerMayHaveIt() throws Exception {
    DataDirectory.open(directory, 1).close();

    DataDirectory.open(directory, 2).close();
  }

  @Test
  void aFileInItsPlaceIsOneClearLine() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> DataDirectory.open(file, 1))
        .hasMessageContaining(file.toString())
        .isInstanceOfSatisfying(
            LaunchException.class,
            e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA_NOT_WRITABLE));
  }

  @Test
  void everyStartHasACacheOfItsOwnAndDeletesTheOthers() throws Exception {
    Path left = directory.resolve("cache/bundles/bundle7/broken");
    Files.createDirectories(left);
    Files.createFile(left.resolve("file"));
    // A start that was killed before it had deleted them.
    Files.createDirectories(directory.resolve("cache.old.1/bundles"));

    try (DataDirectory data = DataDirectory.open(directory, 1)) {
      data.prepare();
      assertThat(directory.resolve("cache/bundles/bundle7")).doesNotExist();
      data.sweep();
    }

    assertThat(directory.resolve("cache/bundles")).isDirectory();
    assertThat(directory).isDirectoryNotContaining("glob:**cache.old*");
  }

  @Test
  void theTokenIsPrivateAndStaysTheSame() throws Exception {
    Path token = directory.resolve("admin-token");
    try (DataDirectory data = DataDirectory.open(directory, 1)) {
      data.prepare();
      String first = Files.readString(token);
      data.prepare();

      assertThat(Files.readString(token)).isEqualTo(first);
      assertThat(first.strip()).matches("[A-Za-z0-9_-]{43}");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void theAnnouncementIsPrivateAndGoesWhenRetracted() throws Exception {
    Path file = directory.resolve("server.json");
    try (DataDirectory data = DataDirectory.open(directory, 1)) {
      data.announce("http://127.0.0.1:1", 7, Instant.EPOCH);

      assertThat(file)
          .content()
          .isEqualTo(
              "{\"Url\":\"http://127.0.0.1:1\",\"Pid\":7,\"StartedAt\":\"1970-01-01T00:00:00Z\"}\n");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");

      data.retract();

      assertThat(file).doesNotExist();
    }
  }
}
