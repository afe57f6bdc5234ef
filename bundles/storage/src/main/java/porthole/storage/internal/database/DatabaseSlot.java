// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.DatabaseInfo;
import porthole.storage.api.DatabaseState;
import porthole.storage.api.DatabaseUse;
import porthole.storage.api.StorageException;

/**
 * The place of one database, loaded or not: takes it through its states, one step in flight at a
 * time.
 *
 * <p>Loads and unloads run on the executors' threads. The lock is held for moments only, never
 * while files are opened, read or closed. What always holds: {@code current} is set exactly while
 * the state is LOADED; nobody is given a database once its unload has begun; a step that is in
 * flight is done when the state has left LOADING or UNLOADING. Thread-safe.
 */
final class DatabaseSlot {
  private static final System.Logger LOG = System.getLogger("porthole.storage");
  private static final Duration LONGEST_WAIT = Duration.ofDays(365);
  private static final int RETRY_DISABLED_SECONDS = 60;

  private final SlotServices services;
  private final StorageContext context;
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
  private @Nullable String disabledReason;
  private @Nullable OpenDatabase leaving;
  private Remembered remembered;

  /** A database that is not loaded. */
  DatabaseSlot(SlotServices services, StoredRecord record, Remembered remembered) {
    this.services = services;
    this.context = services.context();
    this.record = record;
    this.remembered = remembered;
    waiting = new Waiting(context.platform().nanoClock());
    lifecycle = new Lifecycle(record.name(), context.platform().clock());
    retry = new Retry(() -> context.policy().get().backoff(), context.platform().nanoClock());
    log = new LoadLog(context.platform().clock());
    disabledReason = remembered.disabledReason();
    if (disabledReason != null) {
      lifecycle.go(DatabaseState.DISABLED);
    }
  }

  StoredRecord record() {
    return record;
  }

  void record(StoredRecord changed) {
    record = changed;
  }

  /** The database while it is loaded, else null. */
  @Nullable OpenDatabase loaded() {
    return current;
  }

  /** The database, loaded; see {@link porthole.storage.api.Databases#open}. */
  OpenDatabase open(Duration patience) {
    return take(database -> database, patience);
  }

  /** A use of it, loaded; see {@link porthole.storage.api.Databases#use}. */
  DatabaseUse use(Duration patience) {
    return take(OpenDatabase::tryUse, patience);
  }

  private <T> T take(Function<OpenDatabase, @Nullable T> taker, Duration patience) {
    OpenDatabase fast = current;
    if (fast != null && fast.failure() == null) {
      T taken = taker.apply(fast);
      if (taken != null) {
        return taken;
      }
    }
    long begin = context.platform().nanoClock().getAsLong();
    while (true) {
      CompletableFuture<Void> underway;
      synchronized (lock) {
        OpenDatabase ready = advance();
        T taken = ready == null ? null : taker.apply(ready);
        if (taken != null) {
          return taken;
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
    return patience.compareTo(LONGEST_WAIT) < 0 ? patience.toNanos() : LONGEST_WAIT.toNanos();
  }

  /** The database if it is there; otherwise sees to it that a step towards it is in flight. */
  private @Nullable OpenDatabase advance() {
    if (lifecycle.state() == DatabaseState.ABSENT) {
      throw new StorageException.DatabaseDoesNotExist(record.name());
    }
    if (retired) {
      throw unavailable("is being closed for good.", lifecycle.state(), 1, null);
    }
    if (disabledReason != null) {
      throw unavailable(
          "is disabled (" + disabledReason + "). Enable it to use it.",
          DatabaseState.DISABLED,
          RETRY_DISABLED_SECONDS,
          null);
    }
    return switch (lifecycle.state()) {
      case LOADED -> usable();
      case FAILED -> {
        checkRetry();
        startLoad();
        yield null;
      }
      case UNLOADED -> {
        startLoad();
        yield null;
      }
      case LOADING, UNLOADING, DISABLED, ABSENT -> null;
    };
  }

  // One that has failed still serves what it can, until it is time to try a fresh load.
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
    step = startUnload(context.policy().get().drain());
    return null;
  }

  private void checkRetry() {
    if (!retry.isDue()) {
      Throwable failure = retry.failure();
      throw unavailable(
          "could not be loaded: " + (failure == null ? "" : failure.getMessage()),
          DatabaseState.FAILED,
          retry.seconds(),
          failure);
    }
  }

  private void startLoad() {
    lifecycle.go(DatabaseState.LOADING);
    LoadLog steps = new LoadLog(context.platform().clock());
    steps.step("waiting for its turn to be loaded");
    log = steps;
    try {
      step = services.loads().submit(record.name(), () -> load(steps));
    } catch (RejectedExecutionException e) {
      loadFailed(steps, e);
    }
  }

  private void load(LoadLog steps) {
    if (isRetired()) {
      loadFailed(steps, unavailable("is being closed for good.", DatabaseState.LOADING, 1, null));
      return;
    }
    try {
      OpenDatabase database = services.loader().load(record, known(), steps);
      synchronized (lock) {
        current = database;
        lifecycle.go(DatabaseState.LOADED);
      }
      LOG.log(INFO, "Database ''{0}'' is loaded.", record.name());
    } catch (RuntimeException | Error e) {
      LOG.log(WARNING, "Database '" + record.name() + "' could not be loaded.", e);
      loadFailed(steps, e);
    }
  }

  private Remembered known() {
    synchronized (lock) {
      return remembered;
    }
  }

  private boolean isRetired() {
    synchronized (lock) {
      return retired;
    }
  }

  private void loadFailed(LoadLog steps, Throwable failure) {
    steps.step("failed: " + failure.getMessage());
    synchronized (lock) {
      retry.note(failure);
      rest(DatabaseState.FAILED);
    }
  }

  /** It is not open any more, and nothing is in flight. */
  private void rest(DatabaseState state) {
    lifecycle.go(state);
    if (disabledReason != null) {
      lifecycle.go(DatabaseState.DISABLED);
    }
  }

  /**
   * Unloads it, or sees to it that it will be after the step in flight.
   *
   * @param drain how long to let uses that last go on
   */
  CompletableFuture<Void> unload(Duration drain) {
    synchronized (lock) {
      return switch (lifecycle.state()) {
        case LOADED -> startUnload(drain);
        case LOADING -> step.thenCompose(loaded -> unload(drain));
        case UNLOADING -> step;
        default -> CompletableFuture.completedFuture(null);
      };
    }
  }

  /** Begins to unload it, unless it is used or not loaded: then nothing changes. */
  boolean unloadIfUnused() {
    synchronized (lock) {
      OpenDatabase database = current;
      if (database == null || !database.usage().drainIfUnused()) {
        return false;
      }
      CompletableFuture<Void> underway = startUnload(Duration.ZERO);
      return !underway.isCompletedExceptionally();
    }
  }

  /**
   * Unloads it and lets nobody open it any more; null when somebody else has done so before.
   *
   * @param drain how long to let uses that last go on
   */
  @Nullable CompletableFuture<Void> retire(Duration drain) {
    synchronized (lock) {
      if (retired) {
        return null;
      }
      retired = true;
    }
    return unload(drain);
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

  /** Lets nobody open it from now on and unloads it. */
  CompletableFuture<Void> disable(String reason) {
    synchronized (lock) {
      disabledReason = reason;
      if (lifecycle.state() == DatabaseState.UNLOADED
          || lifecycle.state() == DatabaseState.FAILED) {
        lifecycle.go(DatabaseState.DISABLED);
      }
    }
    return unload(context.policy().get().drain());
  }

  /** Lets it be opened again. */
  void enable() {
    synchronized (lock) {
      disabledReason = null;
      retry.reset();
      if (lifecycle.state() == DatabaseState.DISABLED) {
        lifecycle.go(DatabaseState.UNLOADED);
      }
    }
  }

  private CompletableFuture<Void> startUnload(Duration drain) {
    OpenDatabase database = current;
    if (database == null) {
      throw new IllegalStateException("Database '" + record.name() + "' is not open.");
    }
    lifecycle.go(DatabaseState.UNLOADING);
    current = null;
    leaving = database;
    step =
        services
            .unloader()
            .unload(record, database, drain)
            .handle((report, failure) -> unloaded(database, report));
    return step;
  }

  private @Nullable Void unloaded(OpenDatabase database, @Nullable Report report) {
    synchronized (lock) {
      leaving = null;
      if (report != null) {
        remembered = Remembered.of(report);
      }
      if (database.failure() == null) {
        retry.reset();
      }
      rest(DatabaseState.UNLOADED);
    }
    return null;
  }

  /** What is known of it; waits for nothing. */
  DatabaseInfo info() {
    Instant now = context.platform().clock().instant();
    DatabaseInfo info = new DatabaseInfo();
    info.name = record.name();
    OpenDatabase open;
    synchronized (lock) {
      info.state = lifecycle.state();
      info.stateSince = lifecycle.since();
      info.disabled = disabledReason != null;
      info.disabledReason = disabledReason == null ? "" : disabledReason;
      if (info.state == DatabaseState.LOADING || info.state == DatabaseState.FAILED) {
        info.loadLog = log.steps();
      }
      if (info.state == DatabaseState.FAILED) {
        info.retryAt = now.plusNanos(Math.max(0, retry.leftNanos()));
      }
      open = current == null ? leaving : current;
      Throwable failure = open == null ? retry.failure() : open.failure();
      info.failure = failure == null ? "" : String.valueOf(failure.getMessage());
      InfoBuilder.remember(info, remembered);
    }
    new InfoBuilder(context, services.loads()).describe(info, open, now);
    return info;
  }

  private StorageException ranOutOfPatience(Duration patience) {
    synchronized (lock) {
      String doing = lifecycle.state() == DatabaseState.UNLOADING ? "unloading" : "loading";
      return unavailable(
          "is still " + doing + " after " + patience.toMillis() + " ms, and goes on with it.",
          lifecycle.state(),
          1,
          null);
    }
  }

  private StorageException.DatabaseUnavailable unavailable(
      String why, DatabaseState state, int retryAfterSeconds, @Nullable Throwable cause) {
    List<String> steps =
        state == DatabaseState.LOADING || state == DatabaseState.FAILED ? log.steps() : List.of();
    return new StorageException.DatabaseUnavailable(
        "Database '" + record.name() + "' " + why, state, retryAfterSeconds, steps, cause);
  }
}
