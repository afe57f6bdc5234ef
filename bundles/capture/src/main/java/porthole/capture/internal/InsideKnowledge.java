// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.introspection.api.ActivityBoard;
import porthole.introspection.api.ThreadActivityDTO;
import porthole.introspection.api.ThreadAddresses;

/** What the introspection bundle knows of threads, or nothing while it is away. Thread-safe. */
final class InsideKnowledge {
  private volatile @Nullable ActivityBoard board;
  private volatile @Nullable ThreadAddresses addresses;

  void bind(ActivityBoard service) {
    board = service;
  }

  void unbind(ActivityBoard service) {
    if (board == service) {
      board = null;
    }
  }

  void bind(ThreadAddresses service) {
    addresses = service;
  }

  void unbind(ThreadAddresses service) {
    if (addresses == service) {
      addresses = null;
    }
  }

  List<ThreadActivityDTO> board() {
    ActivityBoard service = board;
    return service == null ? List.of() : service.read();
  }

  long addressOf(Thread thread) {
    ThreadAddresses service = addresses;
    return service == null ? 0 : service.addressOf(thread);
  }
}
