// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import porthole.indexing.api.IndexError;

/** The latest errors of an index, and how many of its documents had one. Thread-safe. */
public final class IndexingErrors {
  private static final int KEPT = 500;
  // Fewer documents say nothing about an index.
  private static final long ENOUGH = 100;
  // An index is of no use once that part of its documents has failed.
  private static final double TOO_MANY = 0.15;

  private final Deque<IndexError> latest = new ArrayDeque<>();
  private long tried;
  private long failed;

  /** A document is indexed. */
  synchronized void succeeded() {
    tried++;
  }

  /** A document could not be. */
  synchronized void failed(IndexError error) {
    tried++;
    failed++;
    note(error);
  }

  /** Something failed that is no document's fault. */
  public synchronized void note(IndexError error) {
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
  public synchronized List<IndexError> latest() {
    return List.copyOf(latest);
  }

  /** Forgets these; what has been counted stays. */
  public synchronized void forget() {
    latest.clear();
  }

  /** How many documents there were. */
  public synchronized long tried() {
    return tried;
  }

  /** How many of these failed. */
  public synchronized long failed() {
    return failed;
  }
}
