// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import java.io.IOException;
import java.time.Duration;

/**
 * Has an index that is left alone put together what was written piece by piece: a search looks for
 * its terms in each piece. For one thread at a time, but for {@link #isDue}.
 */
final class Compaction {
  private static final long QUIET = Duration.ofSeconds(5).toNanos();
  // What is larger is only put together as it grows: it would keep the disk busy for too long.
  private static final long LARGEST_BYTES = 512L << 20;
  private static final int SEGMENTS = 3;

  private enum State {
    DONE,
    WANTED,
    MERGING
  }

  private final IndexFiles files;
  private volatile State state = State.DONE;
  private volatile long changedAt;

  Compaction(IndexFiles files) {
    this.files = files;
  }

  /** Searches see something new. */
  void changed(long now) {
    changedAt = now;
    state = State.WANTED;
  }

  /** Whether there is something to be done. */
  boolean isDue(long now) {
    return state != State.DONE && now - changedAt >= QUIET;
  }

  /**
   * Begins with it, or sees whether it has ended; nothing waits for it.
   *
   * @return whether the files are others now, which only a commit keeps
   */
  boolean advance() throws IOException {
    if (state == State.WANTED) {
      boolean begun = files.sizeBytes() <= LARGEST_BYTES && files.merge(SEGMENTS);
      state = begun ? State.MERGING : State.DONE;
    } else if (!files.isMerging()) {
      files.reopen();
      state = State.DONE;
      return true;
    }
    return false;
  }
}
