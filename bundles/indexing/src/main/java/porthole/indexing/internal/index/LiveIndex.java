// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.lucene.document.Document;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.index.IndexingErrors.IndexingError;
import porthole.introspection.api.Activities;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityKind;
import porthole.storage.api.Change;
import porthole.storage.api.StoredDocument;

/**
 * An index of a loaded database, which follows its changes. {@link #step} and {@link #close} are
 * for one thread at a time and for none that may be interrupted; everything else is for any.
 */
public final class LiveIndex {
  private static final System.Logger LOG = System.getLogger("porthole.indexing");

  // So many documents, and so much of them, may be in memory.
  private static final int BATCH = 256;
  private static final long BATCH_BYTES = 1 << 20;
  // So long may a step keep its thread from other indexes.
  private static final long STEP_NANOS = Duration.ofMillis(200).toNanos();
  // A commit syncs several files, so it is worth waiting for more to commit; what a crash takes
  // with it is indexed again.
  private static final long COMMIT_NANOS = Duration.ofSeconds(3).toNanos();

  private final IndexIdentity identity;
  private final IndexFiles files;
  private final EntryMaker maker;
  private final ChangeFeed feed;
  private final IndexingContext context;
  private final IndexingErrors errors = new IndexingErrors();
  private final Progress progress;

  private volatile long committed;
  private long committedAt;
  private volatile Instant changedAt = Instant.EPOCH;
  private volatile @Nullable Throwable failure;

  /** Goes on from where its files are. Takes them over. */
  LiveIndex(
      IndexIdentity identity,
      IndexFiles files,
      EntryMaker maker,
      ChangeFeed feed,
      IndexingContext context) {
    this.identity = identity;
    this.files = files;
    this.maker = maker;
    this.feed = feed;
    this.context = context;
    progress = new Progress(files.etag());
    committed = files.etag();
    committedAt = context.nanoClock().getAsLong();
  }

  /** Whose it is and what of. */
  public IndexIdentity identity() {
    return identity;
  }

  /** Its errors. */
  public IndexingErrors errors() {
    return errors;
  }

  /** Why it indexes no more, or null. */
  public @Nullable Throwable failure() {
    return failure;
  }

  /** Whether there is a change that searches do not see yet. */
  public boolean isStale() {
    long etag = progress.etag();
    return etag < feed.lastEtag() && !feed.changes(identity.collection(), etag, 1, 1).isEmpty();
  }

  /**
   * Done when searches see all up to that change, of whatever collection. Whoever waits no longer
   * cancels it.
   */
  public CompletableFuture<Void> until(long etag) {
    return progress.until(etag);
  }

  /** Up to which change searches see it. */
  public long etag() {
    return progress.etag();
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

  /** Indexes what has changed, or a part of it; says whether there is more. */
  public boolean step() {
    if (failure != null) {
      return false;
    }
    try (Activity activity =
        context
            .activities()
            .begin(ActivityKind.INDEXING, "index", identity.database(), Activities.NO_REQUEST)) {
      return indexFor(STEP_NANOS, activity);
    } catch (IOException | RuntimeException e) {
      failure = e;
      errors.note(new IndexingError("", String.valueOf(e.getMessage()), context.clock().instant()));
      LOG.log(WARNING, identity + " stops indexing.", e);
      return false;
    }
  }

  private boolean indexFor(long nanos, Activity activity) throws IOException {
    long start = context.nanoClock().getAsLong();
    long newest = feed.lastEtag();
    long etag = progress.etag();
    long last = etag;
    boolean more = true;
    while (more && context.nanoClock().getAsLong() - start < nanos) {
      List<Change> batch = feed.changes(identity.collection(), last, BATCH, BATCH_BYTES);
      for (Change change : batch) {
        activity.detail(identity.name() + ": " + change.id());
        index(change);
      }
      more = !batch.isEmpty();
      last = batch.isEmpty() ? last : batch.get(batch.size() - 1).etag();
    }
    if (last > etag) {
      activity.detail(identity.name() + ": refresh");
      files.refresh(last);
      changedAt = context.clock().instant();
    }
    progress.reached(more ? last : Math.max(last, newest));
    commitWhenDue(activity);
    return more;
  }

  private void index(Change change) throws IOException {
    StoredDocument document = change.document();
    files.replace(change.id(), document == null ? List.of() : entries(document));
  }

  private List<Document> entries(StoredDocument document) {
    try {
      List<Document> entries = maker.entries(document);
      errors.succeeded();
      return entries;
    } catch (RuntimeException e) {
      errors.failed(
          new IndexingError(
              document.id(), String.valueOf(e.getMessage()), context.clock().instant()));
      return List.of();
    }
  }

  private void commitWhenDue(Activity activity) throws IOException {
    long now = context.nanoClock().getAsLong();
    if (files.etag() > committed && now - committedAt >= COMMIT_NANOS) {
      activity.detail(identity.name() + ": commit");
      commit();
      committedAt = now;
    }
  }

  private void commit() throws IOException {
    files.commit();
    committed = files.etag();
  }

  /** Whether a crash now would have it index again what it has indexed. */
  public boolean isUncommitted() {
    return files.etag() > committed;
  }

  /** Commits what searches see and closes the files. */
  public void close() {
    try (files) {
      if (failure == null && isUncommitted()) {
        commit();
      }
    } catch (IOException e) {
      LOG.log(WARNING, identity + " was not closed cleanly; it indexes again what it lacks.", e);
    }
  }
}
