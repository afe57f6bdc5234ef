// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import java.io.IOException;
import java.time.Duration;
import porthole.indexing.api.IndexBatch;
import porthole.indexing.internal.entry.EntryWriter;
import porthole.introspection.api.Activities;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityKind;

/**
 * A time that an index works: how long it may, what it is shown to be at, and what the time goes
 * to. While it lasts, its thread is named for the index. For one thread.
 */
final class WorkSlice implements EntryWriter.Work, AutoCloseable {
  private final IndexingContext context;
  private final Activity activity;
  private final String shown;
  private final String nameBefore;
  private final long began;
  private final Duration length;
  private long end;
  private final IndexBatch batch = new IndexBatch();

  /** A part of the work. */
  @FunctionalInterface
  interface Phase {
    /** Does it. */
    void run() throws IOException;
  }

  WorkSlice(IndexIdentity identity, IndexingContext context, long number, Duration length) {
    this.context = context;
    this.length = length;
    activity =
        context
            .activities()
            .begin(ActivityKind.INDEXING, "index", identity.database(), Activities.NO_REQUEST);
    shown = identity.name() + ", batch " + number + ": ";
    began = context.nanoClock().getAsLong();
    end = began + length.toNanos();
    batch.number = number;
    batch.started = context.clock().instant();
    nameBefore = Thread.currentThread().getName();
    Thread.currentThread().setName(identity.worker());
  }

  @Override
  public boolean hasTime() {
    return context.nanoClock().getAsLong() - end < 0;
  }

  /** Whether it has lasted so long. */
  boolean hasTaken(Duration time) {
    return context.nanoClock().getAsLong() - began >= time.toNanos();
  }

  @Override
  public void at(String what) {
    activity.detail(shown + what);
  }

  /** It takes in a change. */
  void takes(String documentId) {
    batch.changes++;
    at(documentId);
  }

  /** From now on it may take its length once more. */
  void beginAgain() {
    end = context.nanoClock().getAsLong() + length.toNanos();
  }

  /** Does a part of the work; gives the nanoseconds it took, which count as those of the name. */
  long phase(String name, Phase phase) throws IOException {
    long start = context.nanoClock().getAsLong();
    phase.run();
    long took = context.nanoClock().getAsLong() - start;
    batch.phases.merge(name, Duration.ofNanos(took), Duration::plus);
    return took;
  }

  /**
   * What it was, once it is over.
   *
   * @param entries how many were written
   * @param failed how many documents could not be mapped
   */
  IndexBatch report(long entries, long failed) {
    batch.entries = entries;
    batch.failed = failed;
    batch.duration = Duration.ofNanos(context.nanoClock().getAsLong() - began);
    return batch;
  }

  @Override
  public void close() {
    Thread.currentThread().setName(nameBefore);
    activity.close();
  }
}
