// SPDX-License-Identifier: Apache-2.0
package porthole.itests.container;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Does something again and again, on a thread of its own. */
final class Load {
  private final AtomicBoolean stop = new AtomicBoolean();
  private final CompletableFuture<Void> running;

  Load(Runnable action) {
    running =
        CompletableFuture.runAsync(
            () -> {
              while (!stop.get()) {
                action.run();
              }
            },
            task -> new Thread(task, "load").start());
  }

  void end() throws Exception {
    stop.set(true);
    running.get();
  }
}
