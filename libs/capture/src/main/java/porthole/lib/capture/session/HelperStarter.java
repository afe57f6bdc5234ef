// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.session;

import java.io.IOException;

/** Starts a helper process, with its three streams as pipes. */
@FunctionalInterface
public interface HelperStarter {

  /** Starts one. */
  Process start() throws IOException;
}
