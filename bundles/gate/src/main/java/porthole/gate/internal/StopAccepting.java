// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import porthole.lifecycle.api.ShutdownParticipant;
import porthole.lifecycle.api.ShutdownPhase;
import porthole.lifecycle.api.ShutdownProgress;

/** Answers new requests with 503 when the server is ending; the port stays open. */
@Component
public final class StopAccepting implements ShutdownParticipant {
  private final Traffic traffic;

  /** For that traffic. */
  @Activate
  public StopAccepting(@Reference Traffic traffic) {
    this.traffic = traffic;
  }

  @Override
  public ShutdownPhase phase() {
    return ShutdownPhase.ACCEPTING;
  }

  @Override
  public CompletionStage<Void> begin(Duration patience) {
    traffic.end();
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public ShutdownProgress progress() {
    return new ShutdownProgress();
  }
}
