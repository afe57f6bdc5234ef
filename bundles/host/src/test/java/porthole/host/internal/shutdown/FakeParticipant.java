// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal.shutdown;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import porthole.lifecycle.api.ShutdownParticipant;
import porthole.lifecycle.api.ShutdownPhase;
import porthole.lifecycle.api.ShutdownProgress;
import porthole.lifecycle.api.ShutdownStep;

/** Ends so many seconds after it has begun. */
final class FakeParticipant implements ShutdownParticipant {
  static final int NEVER = -1;

  private final ShutdownPhase phase;
  private final int seconds;
  private final FakeTime time;
  private Runnable whenBegun = () -> {};
  private boolean begun;
  private boolean failing;
  private ShutdownProgress progress = new ShutdownProgress();

  FakeParticipant(ShutdownPhase phase, int seconds, FakeTime time) {
    this.phase = phase;
    this.seconds = seconds;
    this.time = time;
  }

  void whenBegun(Runnable action) {
    whenBegun = action;
  }

  void failing() {
    failing = true;
  }

  void left(String what, String waitingFor) {
    ShutdownStep step = new ShutdownStep();
    step.what = what;
    step.state = "UNLOADING";
    step.since = FakeTime.START;
    step.waitingFor = waitingFor;
    progress = new ShutdownProgress();
    progress.total = 1;
    progress.left.add(step);
  }

  boolean begun() {
    return begun;
  }

  @Override
  public ShutdownPhase phase() {
    return phase;
  }

  @Override
  public CompletionStage<Void> begin(Duration patience) {
    if (failing) {
      throw new IllegalStateException("no will to end");
    }
    begun = true;
    whenBegun.run();
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (seconds == 0) {
      done.complete(null);
    } else if (seconds > 0) {
      time.in(Duration.ofSeconds(seconds), () -> done.complete(null));
    }
    return done;
  }

  @Override
  public ShutdownProgress progress() {
    return progress;
  }
}
