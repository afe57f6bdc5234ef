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
 * After a kill -9 while indexes are at work, each of them comes to be, entry by entry, what one is
 * that is made anew: {@code ./porthole test --index-crash N}.
 */
@OneJdkUnlessLong
class IndexCrashIT {
  private static final int KILLS = Boolean.getBoolean("porthole.long") ? 50 : 2;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  @Timeout(value = 1, unit = TimeUnit.DAYS)
  void everyIndexCatchesUpAndEqualsOneThatIsMadeAnew() throws Exception {
    int kills = Integer.getInteger("porthole.indexCrash", KILLS);
    new IndexCrashRun(folder, Distribution.seed()).run(kills);
  }
}
