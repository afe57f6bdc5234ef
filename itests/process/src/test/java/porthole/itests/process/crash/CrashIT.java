// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import porthole.itests.process.OneJdkUnlessLong;

/**
 * What a client was told is stored is there after a kill -9 at any moment, and batches are there
 * whole: {@code ./porthole test --crash N}.
 */
@OneJdkUnlessLong
class CrashIT {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  @Timeout(value = 1, unit = TimeUnit.DAYS)
  void everyAcknowledgedBatchSurvivesAKillWhole() throws Exception {
    Path dist = Distribution.copyWithSmallBuffers(folder.resolve("dist"));
    Machine machine = Machine.thatKills(folder.resolve("data"));
    new CrashRun("crash test", machine, dist, Distribution.seed())
        .run(Integer.getInteger("porthole.crash", 5));
  }
}
