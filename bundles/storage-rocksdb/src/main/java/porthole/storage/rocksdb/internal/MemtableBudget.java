// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Flushes environments that rest before their recent writes use up the memory that all share for
 * these. RocksDB itself flushes only the one that is written to, at each write, however little that
 * has (facebook/rocksdb #10520, #15047). For one thread.
 */
final class MemtableBudget {
  private static final int FULL_DIVISOR = 2;
  private static final int ENOUGH_DIVISOR = 4;

  private record Resting(RocksEnvironment environment, long bytes) {}

  private final long bytes;
  private final Map<RocksEnvironment, Long> lastSequences = new HashMap<>();

  /** Keeps them within so many bytes. */
  MemtableBudget(long bytes) {
    this.bytes = bytes;
  }

  /** To be called now and then: those that were not written to since the last time rest. */
  void look(Collection<RocksEnvironment> open) {
    long used = 0;
    List<Resting> resting = new ArrayList<>();
    for (RocksEnvironment environment : open) {
      long mine = environment.memtableBytes();
      used += mine;
      long sequence = environment.lastSequence();
      Long before = lastSequences.put(environment, sequence);
      if (before != null && before == sequence) {
        resting.add(new Resting(environment, mine));
      }
    }
    lastSequences.keySet().retainAll(open);
    if (used > bytes / FULL_DIVISOR) {
      flush(resting, used);
    }
  }

  private void flush(List<Resting> resting, long used) {
    resting.sort(Comparator.comparingLong(Resting::bytes).reversed());
    long left = used;
    for (Resting one : resting) {
      if (left <= bytes / ENOUGH_DIVISOR) {
        return;
      }
      one.environment.flushSoon();
      left -= one.bytes;
    }
  }
}
