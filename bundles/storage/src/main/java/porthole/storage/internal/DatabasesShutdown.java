// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import porthole.lifecycle.api.ShutdownParticipant;
import porthole.lifecycle.api.ShutdownPhase;
import porthole.lifecycle.api.ShutdownProgress;
import porthole.lifecycle.api.ShutdownStep;
import porthole.storage.api.DatabaseInfo;
import porthole.storage.internal.database.Retirement;

/**
 * Closes all databases at once when the server ends. Requests have had their time by then: they are
 * cut off between two of their calls, and only a call that is under way is waited for.
 */
@Component
public final class DatabasesShutdown implements ShutdownParticipant {
  private final StorageComponent storage;
  private volatile @Nullable Retirement retirement;

  /** Closes those of that storage. */
  @Activate
  public DatabasesShutdown(@Reference StorageComponent storage) {
    this.storage = storage;
  }

  @Override
  public ShutdownPhase phase() {
    return ShutdownPhase.DATABASES;
  }

  @Override
  public CompletionStage<Void> begin(Duration patience) {
    Retirement begun = storage.catalog().retire(Duration.ZERO);
    retirement = begun;
    return begun.all();
  }

  @Override
  public ShutdownProgress progress() {
    ShutdownProgress progress = new ShutdownProgress();
    Retirement begun = retirement;
    if (begun != null) {
      progress.total = begun.total();
      begun.left().forEach(info -> progress.left.add(step(info)));
    }
    return progress;
  }

  private static ShutdownStep step(DatabaseInfo info) {
    ShutdownStep step = new ShutdownStep();
    step.what = "database '" + info.name + "'";
    step.database = info.name;
    step.state = info.state.name();
    step.since = info.stateSince;
    step.waitingFor = info.doing;
    return step;
  }
}
