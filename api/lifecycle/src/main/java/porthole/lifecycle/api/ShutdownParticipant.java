// SPDX-License-Identifier: Apache-2.0
package porthole.lifecycle.api;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something that must be brought to an end before the server's bundles are stopped; published as a
 * service by whoever has it. Ending is cooperative: no thread is interrupted. Thread-safe.
 */
@ConsumerType
public interface ShutdownParticipant {

  /** When its turn comes; always the same. */
  ShutdownPhase phase();

  /**
   * Begins to end, for good. Returns without waiting; called once.
   *
   * @param patience how long the shutdown will wait. Nobody needs to watch it: what is not done by
   *     then is left as it is, and the process ends around it
   * @return done when all has ended
   */
  CompletionStage<Void> begin(Duration patience);

  /** How far it has come. Answers at once and waits for nothing; called from any thread. */
  ShutdownProgress progress();
}
