// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import porthole.lifecycle.api.ShutdownParticipant;
import porthole.lifecycle.api.ShutdownPhase;
import porthole.lifecycle.api.ShutdownProgress;
import porthole.lifecycle.api.ShutdownStep;

/** Closes the system database when the server ends, after all others have written to it. */
@Component
public final class SystemShutdown implements ShutdownParticipant {
  private final StorageComponent storage;
  private volatile @Nullable CompletionStage<Void> closed;
  private volatile Instant since = Instant.EPOCH;

  /** Closes the one of that storage. */
  @Activate
  public SystemShutdown(@Reference StorageComponent storage) {
    this.storage = storage;
  }

  @Override
  public ShutdownPhase phase() {
    return ShutdownPhase.SYSTEM;
  }

  @Override
  public CompletionStage<Void> begin(Duration patience) {
    since = storage.now();
    CompletionStage<Void> closing = storage.closeSystem();
    closed = closing;
    return closing;
  }

  @Override
  public ShutdownProgress progress() {
    ShutdownProgress progress = new ShutdownProgress();
    progress.total = 1;
    CompletionStage<Void> closing = closed;
    if (closing == null || !closing.toCompletableFuture().isDone()) {
      ShutdownStep step = new ShutdownStep();
      step.what = "the system database";
      step.state = "UNLOADING";
      step.since = since;
      step.waitingFor = "closing files";
      progress.left.add(step);
    }
    return progress;
  }
}
