// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.engine.EngineException;
import porthole.storage.api.engine.Environment;
import porthole.storage.api.engine.WriteBatch;

/**
 * The system database's environment. After a failed commit it is opened afresh before the next one,
 * since nobody knows what the engine's log holds, and what may have come of that commit is undone:
 * its caller was told that it has failed. Thread-safe, but for {@link #close}.
 */
final class SystemEnvironment {
  private static final System.Logger LOG = System.getLogger("porthole.storage");

  private final Supplier<Environment> opener;
  private final Retry retry;

  // Whoever uses the environment reads, whoever exchanges it writes.
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private @Nullable Environment environment;

  // Guarded by itself.
  private final List<WriteBatch> undo = new ArrayList<>();
  private volatile boolean failed;

  SystemEnvironment(Supplier<Environment> opener, Retry retry) {
    this.opener = opener;
    this.retry = retry;
    environment = opener.get();
  }

  /** Does something with it that writes nothing. */
  void read(Consumer<Environment> work) {
    lock.readLock().lock();
    try {
      work.accept(environment());
    } finally {
      lock.readLock().unlock();
    }
  }

  private Environment environment() {
    Environment open = environment;
    if (open == null) {
      throw new EngineException("It is not open.", null);
    }
    return open;
  }

  void commit(WriteBatch batch) {
    if (failed) {
      openAfresh();
    }
    lock.readLock().lock();
    try {
      if (failed) {
        throw new EngineException("It has just failed; try again.", null);
      }
      commit(environment(), batch);
    } finally {
      lock.readLock().unlock();
    }
  }

  private void commit(Environment open, WriteBatch batch) {
    try {
      open.commit(batch);
    } catch (EngineException.Conflict e) {
      throw e;
    } catch (EngineException e) {
      note(e, inverse(open, batch));
      throw e;
    }
  }

  private static WriteBatch inverse(Environment open, WriteBatch batch) {
    WriteBatch inverse = new WriteBatch();
    try {
      for (WriteBatch.Write write : batch.writes()) {
        byte[] before = open.get(write.key());
        if (before == null) {
          inverse.delete(write.key());
        } else {
          inverse.put(write.key(), before);
        }
      }
      return inverse;
    } catch (EngineException e) {
      LOG.log(WARNING, "What a failed commit may have changed cannot be undone.", e);
      return new WriteBatch();
    }
  }

  private void note(EngineException failure, WriteBatch inverse) {
    synchronized (undo) {
      retry.noteOnce(failure);
      if (!inverse.writes().isEmpty()) {
        undo.add(inverse);
      }
      failed = true;
    }
  }

  private void openAfresh() {
    lock.writeLock().lock();
    try {
      synchronized (undo) {
        if (failed) {
          checkRetry();
          tryToOpen();
        }
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void checkRetry() {
    Throwable failure = retry.failure();
    if (failure != null && !retry.isDue()) {
      throw new EngineException(
          "It is opened afresh in "
              + retry.seconds()
              + " s at the earliest: "
              + failure.getMessage(),
          failure);
    }
  }

  private void tryToOpen() {
    try {
      closeQuietly();
      Environment fresh = opener.get();
      environment = fresh;
      for (WriteBatch inverse : undo) {
        fresh.commit(inverse);
      }
    } catch (EngineException e) {
      retry.note(e);
      throw e;
    }
    undo.clear();
    failed = false;
    retry.reset();
    LOG.log(INFO, "The system database has been opened afresh.");
  }

  private void closeQuietly() {
    Environment old = environment;
    environment = null;
    try {
      if (old != null) {
        old.close();
      }
    } catch (EngineException e) {
      LOG.log(WARNING, "The system database was not closed cleanly.", e);
    }
  }

  /** When nothing uses it any more; idempotent. */
  void close() {
    lock.writeLock().lock();
    try {
      Environment open = environment;
      if (open != null) {
        open.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
