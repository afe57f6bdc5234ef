// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import porthole.gate.internal.route.InFlightRequest;
import porthole.lifecycle.api.ShutdownParticipant;
import porthole.lifecycle.api.ShutdownPhase;
import porthole.lifecycle.api.ShutdownProgress;

/**
 * Lets requests that have been cut off send their answers, and after half the patience ends the
 * connections of those that are still there: a thread that reads from a client or writes to one
 * goes on then, without being interrupted.
 */
@Component
public final class BreakConnections implements ShutdownParticipant {
  private final Traffic traffic;
  private final RequestProgress progress;
  private final Function<Duration, Executor> later;
  private volatile boolean broken;

  /** Of that traffic. */
  @Activate
  public BreakConnections(@Reference Traffic traffic) {
    this(
        traffic,
        delay ->
            CompletableFuture.delayedExecutor(
                delay.toNanos(), TimeUnit.NANOSECONDS, Runnable::run));
  }

  /** With whoever runs things so much later. */
  BreakConnections(Traffic traffic, Function<Duration, Executor> later) {
    this.traffic = traffic;
    this.later = later;
    this.progress = new RequestProgress(traffic.inFlight(), "cut off");
  }

  @Override
  public ShutdownPhase phase() {
    return ShutdownPhase.CONNECTIONS;
  }

  @Override
  public CompletionStage<Void> begin(Duration patience) {
    progress.begin();
    CompletableFuture<Void> none = traffic.inFlight().none(RequestProgress.COUNTED);
    if (!none.isDone()) {
      later.apply(patience.dividedBy(2)).execute(this::breakOff);
    }
    return none;
  }

  private void breakOff() {
    broken = true;
    traffic.inFlight().list(RequestProgress.COUNTED).forEach(InFlightRequest::breakOff);
  }

  @Override
  public ShutdownProgress progress() {
    return progress.now(
        broken ? "its thread, whose connection is closed" : "its client to take the answer");
  }
}
