// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.transaction;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import porthole.introspection.api.Activities;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityKind;
import porthole.storage.api.StorageException;
import porthole.storage.api.engine.Environment;
import porthole.storage.internal.document.Totals;

/**
 * Commits groups, each as one batch, one after the other. A group may be put together while the one
 * before it is being committed, and sees what that one writes; see {@link TransactionMerger} for
 * who calls what.
 *
 * <p>After a commit has failed nothing more is written: what the engine then holds is not known
 * until the environment is opened anew. So a group that was built on one that failed fails too.
 */
public final class GroupCommit {
  private final String database;
  private final Environment environment;
  private final Activities activities;

  /** What is being committed, if anything. */
  private final AtomicReference<@Nullable WriteLayer> inFlight = new AtomicReference<>();

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

  /** A group over all that was sealed before; only one at a time is not sealed. */
  Group newGroup() {
    WriteLayer below = inFlight.get();
    return new Group(below == null ? new WriteLayer(environment, totals) : below.next());
  }

  /** Nothing more is added to a group; the next one sees it. The one before has been committed. */
  void seal(Group group) {
    group.layer().seal();
    inFlight.set(group.layer());
  }

  /** Writes a sealed group, or fails all its requests. */
  void commit(Group group) {
    WriteLayer layer = group.layer();
    Throwable broken = failure;
    if (broken == null && !layer.isEmpty()) {
      broken = write(group);
    }
    if (broken != null) {
      group.fail(
          new StorageException.EngineFailed(
              "Database '"
                  + database
                  + "' cannot write and takes no writes until it has been loaded again, which is"
                  + " tried by itself: "
                  + broken.getMessage(),
              broken));
    }
    // Whoever needs it has it; an idle database does not keep its last writes in memory.
    inFlight.compareAndSet(layer, null);
  }

  private @Nullable Throwable write(Group group) {
    try (Activity activity = begin("group commit")) {
      activity.count(group.size());
      environment.commit(group.layer().toBatch());
      totals = group.layer().after();
      return null;
    } catch (RuntimeException | Error e) {
      failure = e;
      return e;
    }
  }

  Activity begin(String job) {
    return activities.begin(ActivityKind.TRANSACTION, job, database, Activities.NO_REQUEST);
  }
}
