// SPDX-License-Identifier: Apache-2.0
package porthole.storage.rocksdb.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;

/**
 * The native library as the distribution has it: unpacked. From its bundle it would be unpacked
 * anew at each start, which takes about a tenth of one.
 */
final class RocksLibrary {
  private static final Logger LOG = System.getLogger("porthole.storage");
  private static final String FOLDER = "lib/native";

  private RocksLibrary() {}

  /** Loads it unless it is not there or cannot be loaded; then the binding will find its own. */
  static void load(@Nullable String home) {
    if (home == null || !Files.isDirectory(Path.of(home, FOLDER))) {
      return;
    }
    try {
      RocksDB.loadLibrary(List.of(Path.of(home, FOLDER).toString()));
    } catch (UnsatisfiedLinkError e) {
      LOG.log(Level.DEBUG, "RocksDB's library is unpacked anew", e);
    }
  }
}
