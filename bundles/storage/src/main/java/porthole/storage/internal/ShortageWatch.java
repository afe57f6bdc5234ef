// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import porthole.storage.api.LoadQueueInfo;

/**
 * Says why databases should make room: the heap as the last collection left it, the memory of the
 * machine and of the container, the files that may be open. Looks only when asked. Thread-safe.
 */
final class ShortageWatch implements Supplier<String> {
  private static final double FULL = 0.9;

  private final SystemMemory memory;
  private final List<MemoryPoolMXBean> pools;
  private final OperatingSystemMXBean system;

  /** Watches this process. */
  ShortageWatch(SystemMemory memory) {
    this.memory = memory;
    pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    system = ManagementFactory.getOperatingSystemMXBean();
  }

  @Override
  public String get() {
    long live = live();
    long heap = Runtime.getRuntime().maxMemory();
    if (live > heap * FULL) {
      return say("the heap was %d %% full after its last collection", live, heap);
    }
    String shortage = memory.shortage(FULL);
    if (!shortage.isEmpty()) {
      return shortage;
    }
    if (system instanceof UnixOperatingSystemMXBean unix
        && openFiles(unix) > unix.getMaxFileDescriptorCount() * FULL) {
      return say(
          "%d %% of the files that this process may have open (ulimit -n) are open",
          openFiles(unix), unix.getMaxFileDescriptorCount());
    }
    return "";
  }

  /** Says how it stands with files and with all the rest. */
  void describe(LoadQueueInfo info) {
    if (system instanceof UnixOperatingSystemMXBean unix) {
      info.openFiles = openFiles(unix);
      info.openFilesLimit = unix.getMaxFileDescriptorCount();
    }
    info.shortage = get();
  }

  // Counting them opens one, which fails when all are taken.
  private static long openFiles(UnixOperatingSystemMXBean unix) {
    try {
      long open = unix.getOpenFileDescriptorCount();
      return open < 0 ? unix.getMaxFileDescriptorCount() : open;
    } catch (InternalError e) {
      return unix.getMaxFileDescriptorCount();
    }
  }

  private long live() {
    long bytes = 0;
    for (MemoryPoolMXBean pool : pools) {
      MemoryUsage after = pool.getCollectionUsage();
      bytes += after == null ? 0 : after.getUsed();
    }
    return bytes;
  }

  private static String say(String format, long part, long whole) {
    return String.format(Locale.ROOT, format, Math.round(100.0 * part / whole));
  }
}
