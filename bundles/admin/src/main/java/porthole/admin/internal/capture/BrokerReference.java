// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.capture;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import porthole.admin.internal.web.Refusal;
import porthole.capture.api.CaptureBroker;
import porthole.capture.api.CaptureException;

/** The one place that follows the capture broker as it comes and goes. */
@Component(service = BrokerReference.class)
public final class BrokerReference {
  private final AtomicReference<@Nullable CaptureBroker> broker = new AtomicReference<>();

  /** Bound to no broker at first. */
  @Activate
  public BrokerReference() {}

  /** The broker that is there now. */
  public CaptureBroker get() throws Refusal {
    @Nullable CaptureBroker bound = broker.get();
    if (bound == null) {
      throw Refusal.unavailable(
          "No capture broker is there: the bundle porthole.capture is stopped or being replaced.",
          "Try again in a moment; if it stays away, start the bundle porthole.capture.");
    }
    return bound;
  }

  /** The answer that tells of a failed capture. */
  public static Refusal refusal(CaptureException e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof CaptureException.Busy || e instanceof CaptureException.NoBackend) {
      return new Refusal(503, message, e.fix(), Refusal.RETRY_SOON_SECONDS, e);
    }
    int status = e instanceof CaptureException.TimedOut ? 504 : 500;
    return new Refusal(status, message, e.fix(), 0, e);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bind(CaptureBroker provider) {
    broker.set(provider);
  }

  void unbind(CaptureBroker provider) {
    broker.compareAndSet(provider, null);
  }
}
