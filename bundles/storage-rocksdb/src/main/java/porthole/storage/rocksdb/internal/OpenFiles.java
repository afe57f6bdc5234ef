// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/** How many files one database may keep open where nobody has said so. */
final class OpenFiles {
  private static final int MOST = 512;
  private static final int LEAST = 32;
  private static final int SHARE = 32;

  private OpenFiles() {}

  /** Of what this process may have open, which is asked once. */
  static int perDatabase() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return system instanceof UnixOperatingSystemMXBean unix
        ? perDatabase(unix.getMaxFileDescriptorCount())
        : MOST;
  }

  static int perDatabase(long limit) {
    return (int) Math.max(LEAST, Math.min(MOST, limit / SHARE));
  }
}
