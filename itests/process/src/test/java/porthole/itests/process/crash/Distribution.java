// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import porthole.itests.process.Command;
import porthole.itests.process.ServerProcess;

/** The distribution that crash tests start, and the seed that they go by. */
final class Distribution {
  private Distribution() {}

  /**
   * A copy whose databases go through flushes, compactions and new logs all the time, and whose
   * reports are written down often: crashes shall meet these too.
   */
  static Path copyWithSmallBuffers(Path copy) throws Exception {
    Command.run("cp", "-a", ServerProcess.dist(), copy).expectSuccess();
    Path etc = copy.resolve("etc");
    Files.writeString(
        etc.resolve("porthole.storage.rocksdb.json"), "{\"writeBuffer.bytes\": 65536}\n");
    Files.writeString(etc.resolve("porthole.storage.json"), "{\"housekeeping.ms\": 100}\n");
    Files.createDirectories(copy.resolve("deploy"));
    return copy;
  }

  /** As given with {@code -Dporthole.seed}, or any. */
  static long seed() {
    Long given = Long.getLong("porthole.seed");
    return given == null ? RandomGenerator.getDefault().nextInt(Integer.MAX_VALUE) : given;
  }
}
