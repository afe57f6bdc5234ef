// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.harness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long the disk takes to make 4 KB durable that were appended to a file. */
public final class DiskSync {
  private static final int BLOCK_BYTES = 4096;
  private static final int TIMES = 500;

  private DiskSync() {}

  /** Nanoseconds of each append with its fdatasync, in a new file of that folder. */
  public static Statistics measure(Path folder) throws IOException {
    Path file = folder.resolve("sync");
    List<Long> nanos = new ArrayList<>(TIMES);
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int i = 0; i < TIMES; i++) {
        long begin = Clock.nanos();
        channel.write(block.clear());
        channel.force(false);
        nanos.add(Clock.nanos() - begin);
      }
    }
    Files.delete(file);
    return Statistics.of(nanos);
  }

  /** For people. */
  public static String text(Statistics nanos) {
    return String.format(
        Locale.ROOT,
        "median %.0f µs, p90 %.0f, max %.0f, of %d",
        nanos.median() / 1e3,
        nanos.p90() / 1e3,
        nanos.max() / 1e3,
        nanos.count());
  }
}
