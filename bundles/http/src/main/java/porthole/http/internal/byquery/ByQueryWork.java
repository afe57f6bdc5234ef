// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.byquery;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import porthole.http.internal.exchange.ErrorAnswers;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.exchange.ServiceAwayException;
import porthole.http.internal.operation.Operation;
import porthole.indexing.api.Indexing;
import porthole.indexing.api.QueryAnswer;
import porthole.indexing.api.QueryHit;
import porthole.indexing.api.QueryRequest;
import porthole.introspection.api.Activities;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityKind;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseUse;
import porthole.storage.api.Databases;
import porthole.storage.api.StorageException;

/** Finds documents and changes them, a few at a time. For one thread. */
public final class ByQueryWork implements Runnable {
  private static final Logger LOG = System.getLogger("porthole.http");

  private static final int HITS_AT_ONCE = 1024;
  private static final int ID_HEAP_SHARE = 16;

  /** What it works with. */
  public record Parts(
      Supplier<Databases> databases,
      Supplier<Indexing> indexing,
      Activities activities,
      ByQueryThreads threads,
      Clock clock,
      Duration loadPatience) {}

  /**
   * What it is to do.
   *
   * @param perSecond so many documents at most; 0: as many as can be
   */
  record Task(String database, QueryRequest request, Change change, int perSecond) {}

  private final Parts parts;
  private final Task task;
  private final Operation operation;
  private final FoundIds ids = new FoundIds(Runtime.getRuntime().maxMemory() / ID_HEAP_SHARE);
  private long done;

  ByQueryWork(Parts parts, Task task, Operation operation) {
    this.parts = parts;
    this.task = task;
    this.operation = operation;
  }

  @Override
  public void run() {
    String job = task.change.job();
    try (Activity activity =
        parts.activities.begin(ActivityKind.OTHER, job, task.database, Activities.NO_REQUEST)) {
      activity.detail(task.request.text());
      Database first = find();
      operation.total(ids.count());
      changeAll(first, activity);
      operation.complete("Processed " + done + " documents.");
    } catch (CancellationException killed) {
      operation.cancel();
    } catch (RuntimeException e) {
      fail(e);
    } catch (Error e) {
      fail(new IllegalStateException("The operation failed: " + e, e));
      throw e;
    }
  }

  private void fail(RuntimeException failure) {
    if (ErrorAnswers.isServerFault(failure)) {
      LOG.log(Level.ERROR, task.change.job() + " in " + task.database + " failed", failure);
    }
    operation.fault(ErrorAnswers.of("/queries", failure));
  }

  private Database find() {
    try (DatabaseUse use = use();
        QueryAnswer answer = parts.indexing.get().query(use.database(), task.request)) {
      List<QueryHit> hits = answer.next(HITS_AT_ONCE);
      while (!hits.isEmpty()) {
        check();
        for (QueryHit hit : hits) {
          if (hit.id() == null) {
            throw RequestException.badRequest(
                "The query finds results that are no documents; they cannot be changed.");
          }
          ids.add(hit.id());
        }
        hits = answer.next(HITS_AT_ONCE);
      }
      return use.database();
    }
  }

  private void changeAll(Database first, Activity activity) {
    int most = task.change.atOnce();
    int atOnce = task.perSecond > 0 ? Math.min(most, task.perSecond) : most;
    for (List<String> some = ids.next(atOnce); !some.isEmpty(); some = ids.next(atOnce)) {
      check();
      long start = parts.clock.millis();
      change(first, some, activity);
      done += some.size();
      operation.progress(done);
      activity.count(done);
      keepPace(some.size(), parts.clock.millis() - start);
    }
  }

  private void change(Database first, List<String> some, Activity activity) {
    try (DatabaseUse use = use()) {
      if (use.database() != first) {
        throw new ServiceAwayException(
            "The database was unloaded after " + done + " of " + ids.count() + " documents.");
      }
      task.change.apply(
          first,
          some,
          id -> {
            check();
            activity.detail(id);
          });
    }
  }

  private void keepPace(int documents, long tookMillis) {
    if (task.perSecond > 0) {
      long due = 1000L * documents / task.perSecond;
      operation.pause(Duration.ofMillis(Math.max(0, due - Math.max(0, tookMillis))));
    }
  }

  private void check() {
    if (operation.isKilled()) {
      throw new CancellationException();
    }
    if (parts.threads.isStopping()) {
      throw new ServiceAwayException(
          "The document API was stopped or replaced after "
              + done
              + " of "
              + ids.count()
              + " documents.");
    }
  }

  /**
   * A use of the database for a short time: one that lasted as long as all the work would hold up
   * an unload.
   *
   * @throws StorageException if it cannot be had
   */
  private DatabaseUse use() {
    return parts.databases.get().use(task.database, parts.loadPatience);
  }
}
