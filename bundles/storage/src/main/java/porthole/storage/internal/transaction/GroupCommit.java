// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.transaction;

import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.introspection.api.Activities;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityKind;
import porthole.storage.api.StorageException;
import porthole.storage.api.engine.Environment;
import porthole.storage.internal.document.Totals;

/**
 * Applies a group of requests and commits them as one batch. One thread at a time calls {@link
 * #run}; everything else may be called by any.
 *
 * <p>After a commit has failed nothing more is written: what the engine then holds is not known
 * until the environment is opened anew.
 */
public final class GroupCommit {
  private final String database;
  private final Environment environment;
  private final Activities activities;
  private volatile Totals totals;
  private volatile @Nullable Throwable failure;

  /** Goes out from what the environment holds now. */
  public GroupCommit(
      String database, Environment environment, Totals totals, Activities activities) {
    this.database = database;
    this.environment = environment;
    this.totals = totals;
    this.activities = activities;
  }

  /** Counts after the last commit. */
  public Totals totals() {
    return totals;
  }

  /** Why no more is written; null while all is well. */
  public @Nullable Throwable failure() {
    return failure;
  }

  void run(List<PendingRequest<?>> group) {
    Throwable broken = failure;
    if (broken != null) {
      failAll(group, broken);
      return;
    }
    WriteLayer layer = new WriteLayer(environment, totals);
    for (PendingRequest<?> request : group) {
      applyOne(layer, request);
    }
    if (!layer.isEmpty()) {
      commit(layer, group);
    }
  }

  private static void applyOne(WriteLayer layer, PendingRequest<?> request) {
    WriteLayer mine = layer.child();
    try {
      request.apply(mine);
    } catch (RuntimeException | Error e) {
      request.fail(e);
      return;
    }
    layer.take(mine);
  }

  private void commit(WriteLayer layer, List<PendingRequest<?>> group) {
    try (Activity activity = begin("group commit")) {
      activity.count(group.size());
      Totals after = layer.totals().toTotals();
      environment.commit(layer.toBatch(after));
      totals = after;
    } catch (RuntimeException | Error e) {
      failure = e;
      failAll(group, e);
    }
  }

  // Those that had failed by themselves too: they may have read what is not going to be there.
  private void failAll(List<PendingRequest<?>> group, Throwable cause) {
    for (PendingRequest<?> request : group) {
      request.fail(
          new StorageException.EngineFailed(
              "Database '"
                  + database
                  + "' cannot write and takes no writes until it has been loaded again, which is"
                  + " tried by itself: "
                  + cause.getMessage(),
              cause));
    }
  }

  Activity begin(String job) {
    return activities.begin(ActivityKind.TRANSACTION, job, database, Activities.NO_REQUEST);
  }
}
