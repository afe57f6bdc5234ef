// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.api;

/**
 * The kind of work that an {@link Activity} is.
 *
 * <p>The {@link #code} of a kind is written to the board and never reused or renumbered; new kinds
 * are added at the end.
 */
public enum ActivityKind {
  /** Answering one HTTP request. */
  REQUEST(1),
  /** Inside a storage transaction: applying commands, committing, or waiting for a group commit. */
  TRANSACTION(2),
  /** Loading, unloading, creating or deleting a database. */
  LIFECYCLE(3),
  /** Importing documents in the background, for example the demo's. */
  IMPORT(4),
  /** Indexing a batch of documents. */
  INDEXING(5),
  /** Answering a query. */
  QUERY(6),
  /** Flushing, compacting, cleaning up, sampling: work that no request asked for. */
  MAINTENANCE(7),
  /** Capturing or joining stack traces. */
  CAPTURE(8),
  /** Anything else. */
  OTHER(9);

  private final int code;

  ActivityKind(int code) {
    this.code = code;
  }

  /** The number that stands for this kind on the board, 1 to 255. */
  public int code() {
    return code;
  }
}
