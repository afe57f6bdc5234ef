// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal;

import java.util.List;
import java.util.function.Predicate;
import porthole.gate.internal.route.InFlight;
import porthole.gate.internal.route.InFlightRequest;
import porthole.lifecycle.api.ShutdownProgress;
import porthole.lifecycle.api.ShutdownStep;

/** Says which requests a shutdown still waits for. Thread-safe. */
final class RequestProgress {
  /** Those that a shutdown waits for: not those that look at it. */
  static final Predicate<InFlightRequest> COUNTED = request -> !request.isDiagnostic();

  private final InFlight inFlight;
  private final String state;
  private volatile long total;

  RequestProgress(InFlight inFlight, String state) {
    this.inFlight = inFlight;
    this.state = state;
  }

  /** Those that there are now are the whole. */
  void begin() {
    total = inFlight.list(COUNTED).size();
  }

  ShutdownProgress now(String waitingFor) {
    List<InFlightRequest> requests = inFlight.list(COUNTED);
    ShutdownProgress progress = new ShutdownProgress();
    progress.total = Math.max(total, requests.size());
    for (InFlightRequest request : requests) {
      ShutdownStep step = new ShutdownStep();
      step.what = "request " + request.id() + ", " + request.method() + " " + request.path();
      step.requestId = request.id();
      step.state = state;
      step.since = request.since();
      step.waitingFor = waitingFor;
      progress.left.add(step);
    }
    return progress;
  }
}
