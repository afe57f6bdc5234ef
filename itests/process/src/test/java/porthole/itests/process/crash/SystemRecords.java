// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the system database holds.
 *
 * @param directories of databases, by name
 * @param disabled directories of databases that are switched off
 * @param removals directories that are to be deleted
 */
record SystemRecords(Map<String, String> directories, Set<String> disabled, Set<String> removals) {

  /** Reads the system database of a data directory whose server is dead. */
  static SystemRecords read(Path data) throws IOException {
    SystemRecords records = new SystemRecords(new HashMap<>(), new HashSet<>(), new HashSet<>());
    Path directory = data.resolve("system");
    if (Records.areIn(directory)) {
      Records.read(directory, records::add);
    }
    return records;
  }

  private void add(ByteBuffer key, ByteBuffer value) {
    switch (key.get()) {
      case 1 -> {
        Records.version1(value).position(1 + 2 * Long.BYTES);
        String name = Records.text(value);
        Records.text(value);
        directories.put(name, Records.text(value));
      }
      case 3 -> removals.add(Records.rest(key));
      case 5 -> disabled.add(Records.rest(key));
      default -> {}
    }
  }
}
