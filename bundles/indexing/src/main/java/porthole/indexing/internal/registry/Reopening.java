// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import java.util.concurrent.CompletableFuture;

/** Whether an index is about to be opened anew. Thread-safe. */
final class Reopening {
  private CompletableFuture<Void> opened = CompletableFuture.completedFuture(null);

  /** From now on it is, until {@link #end}. */
  synchronized void begin() {
    if (opened.isDone()) {
      opened = new CompletableFuture<>();
    }
  }

  /** It is no more. */
  synchronized void end() {
    opened.complete(null);
  }

  /** Done when it is not. */
  synchronized CompletableFuture<Void> opened() {
    return opened;
  }

  /** It is while that is done. */
  void during(Runnable opening) {
    begin();
    try {
      opening.run();
    } finally {
      end();
    }
  }
}
