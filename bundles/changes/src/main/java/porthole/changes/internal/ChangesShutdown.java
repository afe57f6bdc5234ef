// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import porthole.changes.internal.hub.Goodbye;
import porthole.lifecycle.api.ShutdownParticipant;
import porthole.lifecycle.api.ShutdownPhase;
import porthole.lifecycle.api.ShutdownProgress;
import porthole.lifecycle.api.ShutdownStep;

/**
 * Says goodbye to those who watch when databases have ended: who does not answer is cut off, so it
 * holds up nothing.
 */
@Component
public final class ChangesShutdown implements ShutdownParticipant {
  private final ChangesComponent changes;
  private volatile int total;

  /** Of those connections. */
  @Activate
  public ChangesShutdown(@Reference ChangesComponent changes) {
    this.changes = changes;
  }

  @Override
  public ShutdownPhase phase() {
    return ShutdownPhase.CONNECTIONS;
  }

  @Override
  public CompletionStage<Void> begin(Duration patience) {
    total = changes.hub().connections();
    return changes.hub().close(Goodbye.shutdown());
  }

  @Override
  public ShutdownProgress progress() {
    ShutdownProgress progress = new ShutdownProgress();
    progress.total = total;
    int left = total == 0 ? 0 : changes.hub().connections();
    if (left > 0) {
      progress.left.add(step(left));
    }
    return progress;
  }

  private static ShutdownStep step(int left) {
    ShutdownStep step = new ShutdownStep();
    step.what = left + " changes connections";
    step.state = "closing";
    step.waitingFor = "their clients to say goodbye";
    return step;
  }
}
