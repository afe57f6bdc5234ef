// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.LeafReaderContext;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexBatch;
import porthole.indexing.api.IndexError;
import porthole.indexing.internal.entry.Follower;
import porthole.indexing.internal.entry.IndexContent;
import porthole.indexing.internal.entry.IndexContent.Outcomes;
import porthole.storage.api.Change;

/**
 * An index of a loaded database, which follows its changes. {@link #step} and {@link #close} are
 * for one thread at a time and for none that may be interrupted; everything else is for any.
 */
public final class LiveIndex {
  private static final System.Logger LOG = System.getLogger("porthole.indexing");

  // So many documents, and so much of them, may be in memory.
  private static final int BATCH = 256;
  private static final long BATCH_BYTES = 1 << 20;
  // Where there is always something new, what is taken in is seen after so long.
  private static final Duration ABREAST = Duration.ofMillis(25);
  // A commit syncs several files, so it is worth waiting for more to commit; what a crash takes
  // with it is indexed again.
  private static final long COMMIT_NANOS = Duration.ofSeconds(3).toNanos();

  private static final Duration USUAL_SLICE = Duration.ofMillis(200);
  private static final String REFRESH = "Refresh";

  private final IndexIdentity identity;
  private final IndexFiles files;
  private final IndexContent content;
  private final Follower follower;
  private final ChangeFeed feed;
  private final CollectionChanges changes;
  private final IndexingContext context;
  private final IndexingErrors errors = new IndexingErrors();
  private final Batches batches = new Batches();
  private final Progress progress;

  // Up to which change the writer has taken them in, and up to which it has with those that are
  // not for it.
  private long taken;
  private long passed;
  private boolean more;
  // Whether it has taken in some that are not settled: then nothing may be seen or committed.
  private boolean unsettled;
  private boolean settling;
  private boolean settled;
  private final Pace pace = new Pace();
  private final Compaction compaction;
  private volatile long committed;
  private long committedAt;
  private volatile Instant changedAt = Instant.EPOCH;
  private final AtomicLong refreshes = new AtomicLong();
  private volatile @Nullable Throwable failure;

  /** Goes on from where its files are. Takes them over. */
  public LiveIndex(
      IndexIdentity identity,
      IndexFiles files,
      IndexContent content,
      ChangeFeed feed,
      IndexingContext context)
      throws IOException {
    this.identity = identity;
    this.files = files;
    this.content = content;
    this.feed = feed;
    this.context = context;
    changes = new CollectionChanges(feed);
    follower = new Follower(content, files, feed::document, new Noting());
    progress = new Progress(files.etag());
    compaction = new Compaction(files);
    taken = files.etag();
    committed = files.etag();
    committedAt = context.nanoClock().getAsLong();
  }

  /** Whose it is and what of. */
  public IndexIdentity identity() {
    return identity;
  }

  /** The collections whose documents it is of; none: of all. */
  public Set<String> collections() {
    return content.collections();
  }

  /** Its errors. */
  public IndexingErrors errors() {
    return errors;
  }

  /** The times it has worked lately, the latest first. */
  public List<IndexBatch> batches() {
    return batches.latest();
  }

  /** Why it indexes no more, or null. */
  public @Nullable Throwable failure() {
    return failure;
  }

  /** Whether there is a change that searches do not see yet. */
  public boolean isStale() {
    return changes.isAny(follower.collections(), progress.etag());
  }

  /**
   * Done when searches see all up to that change, of whatever collection. Whoever waits no longer
   * cancels it.
   */
  public CompletableFuture<Void> until(long etag) {
    return progress.until(etag);
  }

  /** Nobody waits for it any longer. */
  public void giveUp() {
    progress.end();
  }

  /** Up to which change searches see it. */
  public long etag() {
    return progress.etag();
  }

  /** How often searches came to see something new. */
  public long refreshes() {
    return refreshes.get();
  }

  /** When searches came to see its last change. */
  public Instant changedAt() {
    return changedAt;
  }

  /**
   * Its entries as they are now.
   *
   * @throws org.apache.lucene.store.AlreadyClosedException once it is closed
   */
  public Entries entries() {
    return files.entries();
  }

  /** As {@link #step(Duration)}, for the usual time. */
  public boolean step() {
    return step(USUAL_SLICE);
  }

  /**
   * Indexes what has changed, or a part of it; says whether there is more.
   *
   * @param slice so long, about, it may keep its thread from other indexes
   */
  public boolean step(Duration slice) {
    if (failure != null) {
      return false;
    }
    try (WorkSlice work = new WorkSlice(identity, context, batches.next(), slice)) {
      return index(work);
    } catch (IOException | RuntimeException | Error e) {
      fail(e);
      return false;
    }
  }

  private void fail(Throwable e) {
    failure = e;
    errors.note(error("", "Write", e.toString()));
    LOG.log(WARNING, identity + " stops indexing.", e);
  }

  private IndexError error(String document, String action, String message) {
    return new IndexError(document, action, message, context.clock().instant());
  }

  private boolean index(WorkSlice work) throws IOException {
    long written = files.entriesWritten();
    long failed = errors.failed();
    boolean goesOn = indexAndCommit(work);
    IndexBatch batch = work.report(files.entriesWritten() - written, errors.failed() - failed);
    if (batch.changes > 0 || batch.phases.containsKey(REFRESH)) {
      batches.add(batch);
    }
    return goesOn;
  }

  private boolean indexAndCommit(WorkSlice work) throws IOException {
    if (!settling) {
      pace.took(work.phase("Map", () -> take(work)));
      settling = unsettled;
      if (unsettled && more && !pace.isTimeToSettle() && !follower.isFull()) {
        settling = false;
        return true;
      }
    }
    if (settling) {
      if (!settle(work)) {
        return true;
      }
      work.phase(REFRESH, () -> refresh(work));
    }
    progress.reached(passed);
    commitWhenDue(work);
    if (!more) {
      compactWhenDue(work);
    }
    return more;
  }

  private boolean settle(WorkSlice work) throws IOException {
    work.beginAgain();
    pace.settledFor(work.phase("Reduce", () -> settled = follower.settle(work)));
    if (settled) {
      pace.settled();
    }
    return settled;
  }

  private void take(WorkSlice work) throws IOException {
    long newest = feed.lastEtag();
    long last = unsettled ? taken : progress.etag();
    more = true;
    while (more && work.hasTime() && (last < newest || !work.hasTaken(ABREAST))) {
      List<Change> batch = changes.after(follower.collections(), last, BATCH, BATCH_BYTES);
      for (Change change : batch) {
        work.takes(change.id());
        unsettled = true;
        follower.change(change);
      }
      more = !batch.isEmpty();
      last = batch.isEmpty() ? last : batch.get(batch.size() - 1).etag();
    }
    taken = last;
    passed = more ? last : Math.max(last, newest);
  }

  private void refresh(WorkSlice work) throws IOException {
    work.at("refresh");
    files.refresh(taken);
    unsettled = false;
    settling = false;
    changedAt = context.clock().instant();
    compaction.changed(context.nanoClock().getAsLong());
    refreshes.incrementAndGet();
  }

  /** Notes what becomes of documents. */
  private final class Noting implements Outcomes {
    @Override
    public void succeeded() {
      errors.succeeded();
    }

    @Override
    public void failed(String documentId, String message) {
      errors.failed(error(documentId, "Map", message));
    }

    @Override
    public void notReduced(String key, String message) {
      errors.note(error(key, "Reduce", message));
    }
  }

  private void commitWhenDue(WorkSlice work) throws IOException {
    long now = context.nanoClock().getAsLong();
    if (files.etag() > committed && now - committedAt >= COMMIT_NANOS) {
      work.at("commit");
      work.phase("Commit", this::commit);
      committedAt = now;
    }
  }

  private void compactWhenDue(WorkSlice work) throws IOException {
    if (compaction.isDue(context.nanoClock().getAsLong())) {
      work.at("merge");
      if (compaction.advance()) {
        commit();
      }
    }
  }

  private void commit() throws IOException {
    files.commit();
    committed = files.etag();
  }

  /** Whether a step would do something that no change of a document tells of. */
  public boolean isDue() {
    return isUncommitted() || compaction.isDue(context.nanoClock().getAsLong());
  }

  /** Whether a crash now would have it index again what it has indexed. */
  public boolean isUncommitted() {
    return files.etag() > committed;
  }

  /** Whether all files are as they were written; reads them all. */
  public boolean isIntact() {
    try (Entries now = entries()) {
      for (LeafReaderContext segment : now.searcher().getIndexReader().leaves()) {
        segment.reader().checkIntegrity();
      }
      return true;
    } catch (IOException | RuntimeException | InternalError e) {
      LOG.log(WARNING, identity + " is not as it was written.", e);
      return !Damage.isCauseOf(e);
    }
  }

  /** Makes what searches see survive a crash; does nothing when that is so. */
  public void flush() {
    try {
      if (failure == null && !unsettled && isUncommitted()) {
        commit();
      }
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  /** Commits what searches see and closes the files. Nobody waits for it any longer. */
  public void close() {
    progress.end();
    try (files;
        follower) {
      if (failure == null && !unsettled && isUncommitted()) {
        commit();
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(WARNING, identity + " was not closed cleanly; it indexes again what it lacks.", e);
    }
  }
}
