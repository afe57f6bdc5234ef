// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.hub;

import java.util.concurrent.atomic.AtomicLong;

/** What all queues together may hold. Thread-safe. */
public final class QueueMemory {
  private final long mostOfOne;
  private final long mostOfAll;
  private final AtomicLong held = new AtomicLong();

  /**
   * With these bounds, in bytes.
   *
   * @param mostOfOne for a single queue
   * @param mostOfAll for all together; a queue that is empty may take a message all the same
   */
  public QueueMemory(long mostOfOne, long mostOfAll) {
    this.mostOfOne = mostOfOne;
    this.mostOfAll = mostOfAll;
  }

  /** Takes so much more for a queue that holds so much; false when it must not. */
  boolean take(long holds, long more) {
    if (holds > 0 && (holds + more > mostOfOne || held.get() + more > mostOfAll)) {
      return false;
    }
    held.addAndGet(more);
    return true;
  }

  void giveBack(long bytes) {
    held.addAndGet(-bytes);
  }

  /** Bytes that all queues hold. */
  public long held() {
    return held.get();
  }
}
