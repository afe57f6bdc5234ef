// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.internal.thread;

import org.osgi.service.component.annotations.Component;
import porthole.introspection.api.ThreadAddresses;

/** The addresses of threads as a service. */
@Component
public final class ThreadAddressesComponent implements ThreadAddresses {
  private final HotSpotThreads threads = new HotSpotThreads();

  @Override
  public long addressOf(Thread thread) {
    return threads.javaThreadAddress(thread);
  }
}
