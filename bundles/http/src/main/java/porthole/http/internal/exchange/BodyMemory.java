// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.exchange;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of the heap the bodies of requests may take: all at a time, and each. Without it, a few
 * small bodies that decompress to large ones end the server. Thread-safe.
 */
public final class BodyMemory {
  /** The bodies are copied once or twice while they are taken apart. */
  private static final int SHARE_OF_ALL = 4;

  private static final int SHARE_OF_ONE = 8;

  private final long allBytes;
  private final int oneBytes;
  private final AtomicLong taken = new AtomicLong();

  /**
   * A share of the heap.
   *
   * @param heapBytes the most that the heap can grow to
   * @param maxBodyBytes what one body may be at most, however large the heap is
   */
  public BodyMemory(long heapBytes, int maxBodyBytes) {
    allBytes = heapBytes / SHARE_OF_ALL;
    oneBytes = (int) Math.min(maxBodyBytes, heapBytes / SHARE_OF_ONE);
  }

  /** The most that one body may be. */
  public int oneBytes() {
    return oneBytes;
  }

  /**
   * Takes memory; to be given back, whatever happens.
   *
   * @throws ServiceAwayException when others have it now
   */
  void take(long bytes) {
    if (taken.addAndGet(bytes) > allBytes) {
      taken.addAndGet(-bytes);
      throw new ServiceAwayException(
          "The bodies of other requests take the memory that there is for them. Try again soon, or"
              + " give the server a larger heap.");
    }
  }

  /** Gives memory back. */
  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }
}
