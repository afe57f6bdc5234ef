// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.capture;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code ptrace_freezes.c} notes, once the program that it was preloaded into has ended. */
final class FreezeFile {
  private static final int HEADER = 8;
  private static final int NOTE = 24;

  private final Path shim;
  private final Path file;

  FreezeFile(Path shim, Path file) {
    this.shim = shim;
    this.file = file;
  }

  /** With which a program writes it. */
  Map<String, String> environment() {
    return Map.of("LD_PRELOAD", shim.toString(), "PORTHOLE_FREEZES", file.toString());
  }

  /**
   * Reads it.
   *
   * @param ended when the program had ended, in nanoseconds of CLOCK_MONOTONIC: what was not let go
   *     until then was let go by that
   */
  Freezes read(long ended) throws IOException {
    List<Long> holds = new ArrayList<>();
    Set<Long> threads = new HashSet<>();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MappedByteBuffer notes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      notes.order(ByteOrder.nativeOrder());
      long count = notes.getLong(0);
      for (int i = 0; i < count; i++) {
        int at = HEADER + i * NOTE;
        long end = notes.getLong(at + 16);
        threads.add(notes.getLong(at));
        holds.add((end == 0 ? ended : end) - notes.getLong(at + 8));
      }
    }
    return Freezes.traced(holds, threads.size());
  }
}
