// SPDX-License-Identifier: Apache-2.0
package porthole.itests.shutdown;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import porthole.lifecycle.api.ShutdownParticipant;
import porthole.lifecycle.api.ShutdownPhase;
import porthole.lifecycle.api.ShutdownProgress;
import porthole.lifecycle.api.ShutdownStep;

/** Runs inside the server: takes part in its shutdown and never comes to an end. */
public class HangingParticipantActivator implements BundleActivator, ShutdownParticipant {
  public static final String HERE = "the hanging participant is here";

  @Override
  public void start(BundleContext context) {
    context.registerService(ShutdownParticipant.class, this, null);
    System.getLogger("test").log(System.Logger.Level.INFO, HERE);
  }

  @Override
  public void stop(BundleContext context) {}

  @Override
  public ShutdownPhase phase() {
    return ShutdownPhase.DATABASES;
  }

  @Override
  public CompletionStage<Void> begin(Duration patience) {
    return new CompletableFuture<>();
  }

  @Override
  public ShutdownProgress progress() {
    ShutdownStep step = new ShutdownStep();
    step.what = "database 'stuck'";
    step.state = "UNLOADING";
    step.since = Instant.parse("2026-01-01T00:00:00Z");
    step.waitingFor = "a disk that never answers";
    ShutdownProgress progress = new ShutdownProgress();
    progress.total = 1;
    progress.left.add(step);
    return progress;
  }
}
