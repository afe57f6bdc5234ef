// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal.shutdown;

import java.util.List;
import porthole.lifecycle.api.ShutdownStep;

/** What else is known of something that a shutdown waits for. */
public interface StepDetails {

  /** A line for each thread that is at work on it; empty when none is known. */
  List<String> of(ShutdownStep step);
}
