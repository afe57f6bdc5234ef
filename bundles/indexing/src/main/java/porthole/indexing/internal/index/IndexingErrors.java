// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest errors of an index, and how many of its documents had one. Thread-safe. */
public final class IndexingErrors {
  private static final int KEPT = 500;
  // Fewer documents say nothing about an index.
  private static final long ENOUGH = 100;
  // An index is of no use once that part of its documents has failed.
  private static final double TOO_MANY = 0.15;

  /**
   * What went wrong with one document.
   *
   * @param document its id, or empty when it was none that failed
   */
  public record IndexingError(String document, String message, Instant at) {}

  private final Deque<IndexingError> latest = new ArrayDeque<>();
  private long tried;
  private long failed;

  /** A document is indexed. */
  synchronized void succeeded() {
    tried++;
  }

  /** A document could not be. */
  synchronized void failed(IndexingError error) {
    tried++;
    failed++;
    note(error);
  }

  /** Something failed that is no document's fault. */
  synchronized void note(IndexingError error) {
    if (latest.size() == KEPT) {
      latest.remove();
    }
    latest.add(error);
  }

  /** Whether so many documents fail that the index is of no use. */
  public synchronized boolean tooMany() {
    return tried >= ENOUGH && failed > TOO_MANY * tried;
  }

  /** The latest errors, the oldest first; at most 500. */
  public synchronized List<IndexingError> latest() {
    return List.copyOf(latest);
  }
}
