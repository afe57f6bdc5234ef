// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import porthole.capture.api.Availability;
import porthole.capture.api.CaptureException;
import porthole.capture.api.PreflightFact;
import porthole.lib.capture.frames.Fact;
import porthole.lib.capture.frames.Hello;

/** What a helper says of this machine when it is asked and then let go. Thread-safe. */
final class Preflight {
  private static final Duration LIMIT = Duration.ofMillis(400);

  // What stood in the way so long ago may be out of it: the next capture finds out.
  private static final Duration BELIEVED = Duration.ofSeconds(5);

  private final Greeter greeter;
  private final LongSupplier monotonicNanos;
  private volatile Known known;

  /** Starts a helper, hears what it says first, and ends it. */
  @FunctionalInterface
  interface Greeter {
    Hello greet(long deadlineNanos) throws CaptureException;
  }

  private record Known(List<PreflightFact> facts, long atNanos) {}

  Preflight(Greeter greeter, LongSupplier monotonicNanos) {
    this.greeter = greeter;
    this.monotonicNanos = monotonicNanos;
    this.known = new Known(List.of(), monotonicNanos.getAsLong());
  }

  /** Asks a helper now. */
  List<PreflightFact> refresh() {
    List<PreflightFact> facts = new ArrayList<>();
    try {
      Hello hello = greeter.greet(monotonicNanos.getAsLong() + LIMIT.toNanos());
      hello.facts().forEach(fact -> facts.add(fact(fact)));
    } catch (CaptureException.TimedOut e) {
      // No obstacle: this waits for moments only, and a capture has more time.
      facts.add(new PreflightFact("helper", "is slow", false, e.getMessage() + "", e.fix()));
    } catch (CaptureException e) {
      facts.add(new PreflightFact("helper", "does not start", true, e.getMessage() + "", e.fix()));
    } catch (RejectedExecutionException e) {
      facts.add(new PreflightFact("helper", "is stopped", true, "The backend is stopped.", ""));
    }
    facts.sort(Comparator.comparing(fact -> !fact.obstacle()));
    known = new Known(List.copyOf(facts), monotonicNanos.getAsLong());
    return known.facts();
  }

  private static PreflightFact fact(Fact fact) {
    boolean obstacle = fact.weight() == Fact.PREVENTS;
    return new PreflightFact(fact.subject(), fact.found(), obstacle, fact.reason(), fact.fix());
  }

  /** What the last helper that was asked lets one expect. */
  Availability availability() {
    Known last = known;
    boolean fresh = monotonicNanos.getAsLong() - last.atNanos() < BELIEVED.toNanos();
    for (PreflightFact fact : last.facts()) {
      if (fact.obstacle() && fresh) {
        return Availability.no(fact.reason(), fact.fix());
      }
    }
    return Availability.YES;
  }
}
