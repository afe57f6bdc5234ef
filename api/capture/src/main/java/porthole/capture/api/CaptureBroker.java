// SPDX-License-Identifier: Apache-2.0
package porthole.capture.api;

import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes captures with the best backend that works, and joins what the enrichers know.
 *
 * <p>One capture runs at a time; callers that come meanwhile share its answer. Thread-safe.
 */
@ProviderType
public interface CaptureBroker {

  /** Takes a capture of nothing beyond the Java stacks, or shares the one that runs. */
  default CaptureReport capture(Duration patience) throws CaptureException {
    return capture(patience, CaptureOptions.PLAIN);
  }

  /**
   * Takes a capture, or shares the one that runs with the same options.
   *
   * @param patience how long the caller will wait, greater than zero
   * @throws CaptureException.Busy when patience ends first; the capture goes on for the others
   * @throws CaptureException when no backend could take one
   */
  CaptureReport capture(Duration patience, CaptureOptions options) throws CaptureException;

  /** Every backend that is there, the selected one first. Does not capture. */
  List<BackendStatus> backends();

  /**
   * Makes the named backend the first to be tried, at once and, where settings are persistent,
   * after a restart too.
   *
   * @throws CaptureException.NoBackend when no backend has that name; nothing changes then
   */
  void select(String name) throws CaptureException.NoBackend;
}
