// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal.shutdown;

import java.time.Duration;
import porthole.lifecycle.api.ShutdownPhase;

/**
 * How long a shutdown may take, and which part of that each phase may.
 *
 * @param whole from the first request to end until the process is gone
 * @param requests how long requests in flight may go on by themselves
 */
public record Budget(Duration whole, Duration requests) {
  private static final Duration LONGEST_RESERVE = Duration.ofSeconds(3);
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

  /** At least a second, so that there is something to divide. */
  public Budget {
    whole = longer(whole, Duration.ofSeconds(1));
    requests = shorter(longer(requests, Duration.ZERO), whole.dividedBy(2));
  }

  /** How long that phase may take when it begins so long after the shutdown did. */
  Duration patience(ShutdownPhase phase, Duration elapsed) {
    Duration left = longer(end(phase).minus(elapsed), Duration.ZERO);
    return phase == ShutdownPhase.CONNECTIONS ? shorter(left, LAST_ANSWERS) : left;
  }

  /** What no database gets is for the rest: answers, the system database, stopping bundles. */
  private Duration end(ShutdownPhase phase) {
    Duration third = shorter(whole.dividedBy(4), LONGEST_RESERVE).dividedBy(3);
    return switch (phase) {
      case ACCEPTING, REQUESTS -> requests;
      case DATABASES -> whole.minus(third.multipliedBy(3));
      case CONNECTIONS -> whole.minus(third.multipliedBy(2));
      case SYSTEM -> whole.minus(third);
    };
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
