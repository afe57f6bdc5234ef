// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import porthole.lifecycle.api.ShutdownParticipant;
import porthole.lifecycle.api.ShutdownPhase;
import porthole.lifecycle.api.ShutdownProgress;

/** Waits for the requests in flight. */
@Component
public final class AwaitRequests implements ShutdownParticipant {
  private final Traffic traffic;
  private final RequestProgress progress;

  /** Of that traffic. */
  @Activate
  public AwaitRequests(@Reference Traffic traffic) {
    this.traffic = traffic;
    this.progress = new RequestProgress(traffic.inFlight(), "in flight");
  }

  @Override
  public ShutdownPhase phase() {
    return ShutdownPhase.REQUESTS;
  }

  @Override
  public CompletionStage<Void> begin(Duration patience) {
    progress.begin();
    return traffic.inFlight().none(RequestProgress.COUNTED);
  }

  @Override
  public ShutdownProgress progress() {
    return progress.now("its answer");
  }
}
