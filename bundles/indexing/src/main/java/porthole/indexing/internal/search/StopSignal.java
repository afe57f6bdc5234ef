// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexingException;

/**
 * Has the searches of one query give up, each of which takes a bounded time anyway. Nothing is
 * interrupted: searches ask. Thread-safe.
 */
public final class StopSignal {
  private final LongSupplier nanoClock;
  private final Duration longest;
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private volatile @Nullable String reason;

  /**
   * Not given so far.
   *
   * @param nanoClock as {@link System#nanoTime}
   * @param longest may one search take
   */
  public StopSignal(LongSupplier nanoClock, Duration longest) {
    this.nanoClock = nanoClock;
    this.longest = longest;
  }

  /** Gives it; what is searched from now on ends at once, too. */
  public void stop(String why) {
    reason = why;
    stopped.complete(null);
  }

  /** Whether it has been given. */
  public boolean isGiven() {
    return reason != null;
  }

  /** Done once it is given. */
  public CompletableFuture<Void> stopped() {
    return stopped;
  }

  /**
   * Ends whatever is not a search if it is to.
   *
   * @throws IndexingException.Stopped in place of an answer
   */
  public void check() {
    String why = reason;
    if (why != null) {
      throw new IndexingException.Stopped("The query was stopped: " + why);
    }
  }

  /** A search begins. */
  public SearchTime begin() {
    return new SearchTime(nanoClock.getAsLong() + longest.toNanos());
  }

  /** The time of one search. */
  public final class SearchTime {
    private final long end;

    private SearchTime(long end) {
      this.end = end;
    }

    /**
     * Ends the search if it is to.
     *
     * @throws IndexingException.Stopped in place of an answer
     */
    public void check() {
      StopSignal.this.check();
      if (nanoClock.getAsLong() - end > 0) {
        throw new IndexingException.Stopped(
            "The query was stopped: a search may take "
                + longest.toMillis()
                + " ms. Ask for less, without patterns that begin with a wildcard, or raise"
                + " searchTime_ms of porthole.indexing.");
      }
    }
  }
}
