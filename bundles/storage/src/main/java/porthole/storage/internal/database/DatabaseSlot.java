// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import porthole.introspection.api.Activities;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityKind;
import porthole.storage.api.DatabaseInfo;
import porthole.storage.api.DatabaseState;
import porthole.storage.api.StorageException;

/**
 * The place of one database, loaded or not: takes it through its states, one step in flight at a
 * time.
 *
 * <p>Loads and unloads run on the executors' threads. The lock is held for moments only, never
 * while files are opened, read or closed. Thread-safe.
 */
final class DatabaseSlot {
  private static final System.Logger LOG = System.getLogger("porthole.storage");

  private final StorageContext context;
  private final DatabaseLoader loader;
  private final ObjLongConsumer<StoredRecord> keepDocuments;
  private final Waiting waiting;
  private final Object lock = new Object();

  private volatile StoredRecord record;
  private volatile @Nullable OpenDatabase current;

  // Guarded by the lock.
  private final Lifecycle lifecycle;
  private final Retry retry;
  private LoadLog log;
  private CompletableFuture<Void> step = CompletableFuture.completedFuture(null);
  private boolean retired;
  private long documentsAtUnload;

  /**
   * A database that is not loaded.
   *
   * @param documents it had at its last unload, or -1
   * @param keepDocuments told how many it has at each unload
   */
  DatabaseSlot(
      StorageContext context,
      DatabaseLoader loader,
      StoredRecord record,
      long documents,
      ObjLongConsumer<StoredRecord> keepDocuments) {
    this.context = context;
    this.loader = loader;
    this.record = record;
    this.documentsAtUnload = documents;
    this.keepDocuments = keepDocuments;
    waiting = new Waiting(context.platform().nanoClock());
    lifecycle = new Lifecycle(record.name());
    retry = new Retry(context.settings().backoff(), context.platform().nanoClock());
    log = new LoadLog(context.platform().clock());
  }

  StoredRecord record() {
    return record;
  }

  void record(StoredRecord changed) {
    record = changed;
  }

  /** The database, loaded; see {@link porthole.storage.api.Databases#open}. */
  OpenDatabase open(Duration patience) {
    OpenDatabase fast = current;
    if (fast != null && fast.failure() == null) {
      return fast;
    }
    long begin = context.platform().nanoClock().getAsLong();
    while (true) {
      CompletableFuture<Void> underway;
      synchronized (lock) {
        OpenDatabase ready = advance();
        if (ready != null) {
          return ready;
        }
        underway = step;
      }
      long elapsed = context.platform().nanoClock().getAsLong() - begin;
      if (!waiting.until(underway, nanos(patience) - elapsed)) {
        throw ranOutOfPatience(patience);
      }
    }
  }

  private static long nanos(Duration patience) {
    return patience.compareTo(Duration.ofDays(365)) < 0
        ? patience.toNanos()
        : Duration.ofDays(365).toNanos();
  }

  /** The database if it is there; otherwise sees to it that a step towards it is in flight. */
  private @Nullable OpenDatabase advance() {
    if (lifecycle.state() == DatabaseState.ABSENT) {
      throw new StorageException.DatabaseDoesNotExist(record.name());
    }
    if (retired) {
      throw unavailable("is being closed for good.", 1, null);
    }
    return switch (lifecycle.state()) {
      case LOADED -> usable();
      case FAILED -> {
        checkRetry();
        yield startLoad();
      }
      case UNLOADED -> startLoad();
      case DISABLED -> throw unavailable("is disabled.", 60, null);
      case LOADING, UNLOADING, ABSENT -> null;
    };
  }

  // One that takes no writes any more still serves reads, until it is time to try a fresh load.
  private @Nullable OpenDatabase usable() {
    OpenDatabase database = current;
    Throwable failure = database == null ? null : database.failure();
    if (failure == null) {
      return database;
    }
    retry.noteOnce(failure);
    if (!retry.isDue()) {
      return database;
    }
    step = startUnload();
    return null;
  }

  private void checkRetry() {
    if (!retry.isDue()) {
      Throwable failure = retry.failure();
      throw unavailable(
          "could not be loaded: " + (failure == null ? "" : failure.getMessage()),
          retry.seconds(),
          failure);
    }
  }

  private @Nullable OpenDatabase startLoad() {
    lifecycle.go(DatabaseState.LOADING);
    LoadLog steps = new LoadLog(context.platform().clock());
    steps.step("waiting for a thread to load on");
    log = steps;
    CompletableFuture<Void> done = new CompletableFuture<>();
    step = done;
    try {
      context.platform().loads().execute(() -> load(steps, done));
    } catch (RejectedExecutionException e) {
      loadFailed(steps, e);
      done.complete(null);
    }
    return null;
  }

  private void load(LoadLog steps, CompletableFuture<Void> done) {
    try {
      OpenDatabase database = loader.load(record, steps);
      synchronized (lock) {
        current = database;
        lifecycle.go(DatabaseState.LOADED);
      }
      LOG.log(INFO, "Database ''{0}'' is loaded.", record.name());
    } catch (RuntimeException | Error e) {
      LOG.log(WARNING, "Database '" + record.name() + "' could not be loaded.", e);
      loadFailed(steps, e);
    } finally {
      done.complete(null);
    }
  }

  private void loadFailed(LoadLog steps, Throwable failure) {
    steps.step("failed: " + failure.getMessage());
    synchronized (lock) {
      retry.note(failure);
      lifecycle.go(DatabaseState.FAILED);
    }
  }

  /** Unloads it, or sees to it that it will be after the step in flight. */
  CompletableFuture<Void> unload() {
    synchronized (lock) {
      return switch (lifecycle.state()) {
        case LOADED -> startUnload();
        case LOADING -> step.thenCompose(loaded -> unload());
        case UNLOADING -> step;
        default -> CompletableFuture.completedFuture(null);
      };
    }
  }

  /** Unloads it and lets nobody open it any more; empty when somebody else has done so before. */
  @Nullable CompletableFuture<Void> retire() {
    synchronized (lock) {
      if (retired) {
        return null;
      }
      retired = true;
    }
    return unload();
  }

  /** After {@link #retire}, and unloaded: takes that back, or makes it absent. */
  void settle(boolean absent) {
    synchronized (lock) {
      if (absent) {
        lifecycle.go(DatabaseState.ABSENT);
      } else {
        retired = false;
      }
    }
  }

  private CompletableFuture<Void> startUnload() {
    OpenDatabase database = current;
    lifecycle.go(DatabaseState.UNLOADING);
    current = null;
    CompletableFuture<Void> done = new CompletableFuture<>();
    step = done;
    context.platform().lifecycles().execute(() -> unload(database, done));
    return done;
  }

  private void unload(@Nullable OpenDatabase database, CompletableFuture<Void> done) {
    try (Activity activity =
        context
            .activities()
            .begin(
                ActivityKind.LIFECYCLE, "unload database", record.name(), Activities.NO_REQUEST)) {
      if (database != null) {
        activity.detail("waiting for work in flight");
        activity.count(database.uses());
        close(database);
      }
    } finally {
      synchronized (lock) {
        lifecycle.go(DatabaseState.UNLOADED);
      }
      done.complete(null);
    }
  }

  private void close(OpenDatabase database) {
    try {
      database.close();
      long documents = database.totals().documents();
      synchronized (lock) {
        documentsAtUnload = documents;
        if (database.failure() == null) {
          retry.reset();
        }
      }
      keepDocuments.accept(record, documents);
      LOG.log(INFO, "Database ''{0}'' is unloaded.", record.name());
    } catch (RuntimeException e) {
      LOG.log(WARNING, "Database '" + record.name() + "' was not unloaded cleanly.", e);
    }
  }

  /** What is known of it; waits for nothing. */
  DatabaseInfo info() {
    DatabaseInfo info = new DatabaseInfo();
    info.name = record.name();
    synchronized (lock) {
      OpenDatabase database = current;
      info.state = lifecycle.state();
      Throwable failure = database == null ? retry.failure() : database.failure();
      info.failure = failure == null ? "" : String.valueOf(failure.getMessage());
      if (info.state == DatabaseState.LOADING || info.state == DatabaseState.FAILED) {
        info.loadLog = log.steps();
      }
      info.documents = database == null ? documentsAtUnload : database.totals().documents();
    }
    return info;
  }

  private StorageException ranOutOfPatience(Duration patience) {
    synchronized (lock) {
      String doing = lifecycle.state() == DatabaseState.UNLOADING ? "unloading" : "loading";
      return unavailable(
          "is still " + doing + " after " + patience.toMillis() + " ms, and goes on with it.",
          1,
          null);
    }
  }

  private StorageException.DatabaseUnavailable unavailable(
      String why, int retryAfterSeconds, @Nullable Throwable cause) {
    DatabaseState state = lifecycle.state();
    List<String> steps =
        state == DatabaseState.LOADING || state == DatabaseState.FAILED ? log.steps() : List.of();
    return new StorageException.DatabaseUnavailable(
        "Database '" + record.name() + "' " + why, state, retryAfterSeconds, steps, cause);
  }
}
