// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import porthole.itests.process.OneJdkUnlessLong;

/**
 * The same when the power is cut, which really loses what was written but not synced: {@code
 * ./porthole test --power-cut N}. docs/testing.md says what is modelled.
 */
@OneJdkUnlessLong
class PowerCutIT {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @BeforeEach
  void skipWhereItCannotRun() throws Exception {
    String missing = LossyDisk.missing();
    assumeTrue(missing.isEmpty(), "SKIPPED: a disk that can lose writes needs " + missing);
  }

  @Test
  void theDiskLosesWhatWasNotSyncedAndNothingElse() throws Exception {
    try (LossyDisk disk = new LossyDisk(folder)) {
      byte[] bytes = new byte[100_000];
      Path synced = Files.write(disk.root().resolve("synced"), bytes);
      sync(synced);
      sync(disk.root());
      Path unsynced = Files.write(disk.root().resolve("unsynced"), bytes);
      disk.cut(1, 0);
      disk.powerOff();
      disk.powerOn();
      assertThat(synced).hasBinaryContent(bytes);
      assertThat(unsynced).doesNotExist();
    }
  }

  private static void sync(Path path) throws Exception {
    try (FileChannel channel = FileChannel.open(path)) {
      channel.force(true);
    }
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.DAYS)
  void everyAcknowledgedBatchSurvivesAPowerCutWhole() throws Exception {
    Path dist = Distribution.copyWithSmallBuffers(folder.resolve("dist"));
    try (LossyDisk disk = new LossyDisk(Files.createDirectory(folder.resolve("disk")))) {
      new CrashRun("power cut test", disk, dist, Distribution.seed())
          .run(Integer.getInteger("porthole.powerCut", 3));
    }
  }
}
