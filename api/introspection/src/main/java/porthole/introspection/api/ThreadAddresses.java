// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Where HotSpot keeps its threads: what a helper process sees beside the operating system's thread
 * id, and so what its findings are joined on. Thread-safe.
 */
@ProviderType
public interface ThreadAddresses {

  /**
   * The address of HotSpot's JavaThread of {@code thread}; 0 when the thread has not begun, has
   * ended or is virtual, or when this JVM does not tell.
   */
  long addressOf(Thread thread);
}
