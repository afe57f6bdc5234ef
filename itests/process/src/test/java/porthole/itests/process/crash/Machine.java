// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import java.nio.file.Path;
import java.util.SplittableRandom;
import porthole.itests.process.ServerProcess;

/** What the server runs on, and how it ends there. */
interface Machine {
  /** Where the server keeps its data. */
  Path data();

  /** Ends the server without a warning; its data can be read afterwards. */
  void crash(ServerProcess server, SplittableRandom random) throws Exception;

  /** Whether a crash lets requests fail before the server is gone. */
  boolean failsBeforeTheEnd();

  /** What is to be told of it at the end, or empty. */
  String report();

  /**
   * A machine that lives on when the server is killed: what was written is there, synced or not.
   */
  static Machine thatKills(Path data) {
    return new Machine() {
      @Override
      public Path data() {
        return data;
      }

      @Override
      public void crash(ServerProcess server, SplittableRandom random) throws Exception {
        server.kill();
      }

      @Override
      public boolean failsBeforeTheEnd() {
        return false;
      }

      @Override
      public String report() {
        return "";
      }
    };
  }
}
