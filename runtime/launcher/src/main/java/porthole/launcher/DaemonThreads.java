// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import java.util.concurrent.ThreadFactory;

/** Threads that never keep the process alive. */
final class DaemonThreads {

  private DaemonThreads() {}

  static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, "porthole-" + name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
