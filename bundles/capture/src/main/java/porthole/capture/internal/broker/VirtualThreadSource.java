// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.broker;

import java.io.IOException;
import porthole.capture.api.VirtualThreads;

/** Lists the virtual threads of this process that are not mounted. */
@FunctionalInterface
public interface VirtualThreadSource {

  /**
   * Lists them now, which may take long with many.
   *
   * @throws IOException when they cannot be had; its message says why
   */
  VirtualThreads list() throws IOException;
}
