// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.broker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import porthole.capture.api.Availability;
import porthole.capture.api.BackendStatus;
import porthole.capture.api.CaptureBackend;
import porthole.capture.api.CaptureException;
import porthole.capture.api.PreflightFact;

/**
 * Asks backends what they make of this machine, and remembers it for while they capture: asked
 * then, one would see its own helper at work, and would be kept from its work.
 */
final class BackendPreflight {
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final GuestCalls calls;
  private final Clock clock;
  private final Map<Guest<CaptureBackend>, Known> last = new ConcurrentHashMap<>();

  private record Known(List<PreflightFact> facts, Availability availability, Instant at) {}

  BackendPreflight(GuestCalls calls, Clock clock) {
    this.calls = calls;
    this.clock = clock;
  }

  /**
   * What each of {@code backends} says, in their order; the first is the selected one.
   *
   * @param capturingSince since when a capture has been running, or null
   */
  List<BackendStatus> ask(List<Guest<CaptureBackend>> backends, @Nullable Instant capturingSince) {
    last.keySet().retainAll(backends);
    List<BackendStatus> statuses = new ArrayList<>();
    for (Guest<CaptureBackend> guest : backends) {
      BackendStatus status = status(guest, capturingSince);
      status.name = guest.name();
      status.selected = statuses.isEmpty();
      status.bundle = guest.bundle();
      statuses.add(status);
    }
    return statuses;
  }

  private BackendStatus status(Guest<CaptureBackend> guest, @Nullable Instant capturingSince) {
    BackendStatus status = new BackendStatus();
    status.capturingSince = capturingSince;
    Known known = capturingSince == null ? askNow(guest) : last.get(guest);
    if (known == null) {
      return status;
    }
    status.facts = known.facts();
    status.availability = known.availability();
    status.askedAt = known.at();
    status.ageMillis = Math.max(0, Duration.between(known.at(), clock.instant()).toMillis());
    return status;
  }

  private Known askNow(Guest<CaptureBackend> guest) {
    Instant now = clock.instant();
    try {
      // In this order: looking at the machine may change what is known of it.
      List<PreflightFact> facts =
          calls.call(guest, GuestCalls.TURN, LIMIT, () -> new ArrayList<>(guest.service().facts()));
      Known known = new Known(facts, availability(guest), now);
      last.put(guest, known);
      return known;
    } catch (CaptureException e) {
      return new Known(List.of(), availability(guest), now);
    }
  }

  @SuppressWarnings("ConstantValue")
  private Availability availability(Guest<CaptureBackend> guest) {
    try {
      Availability answer =
          calls.call(guest, GuestCalls.TURN, LIMIT, () -> guest.service().availability());
      return answer != null ? answer : Availability.no(guest.name() + " did not say.", "");
    } catch (CaptureException e) {
      return Availability.no(e.getMessage() + "", e.fix());
    }
  }
}
