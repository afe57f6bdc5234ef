// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.api;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What all threads say they are doing, to be read by diagnostics. Thread-safe. */
@ProviderType
public interface ActivityBoard {

  /**
   * Every thread that has a slot and is alive, whether it is doing something now or not.
   *
   * <p>Takes no lock and stops no writer; each thread's entries are consistent in themselves, but
   * different threads are read one after the other. An entry that changed too often to be read is
   * marked {@link ThreadActivityDTO#torn}.
   */
  List<ThreadActivityDTO> read();

  /** The board's file, which another process of the same user may map and read. */
  Path file();

  /** How many threads found the board full and are therefore not on it. */
  long overflowed();
}
