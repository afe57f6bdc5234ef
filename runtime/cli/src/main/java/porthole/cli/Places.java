// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a server's files are when no option says so.
 *
 * @param data the data directory
 * @param home the distribution's folder
 */
record Places(Path data, Path home) {

  /**
   * {@code PORTHOLE_DATA} of the environment, else {@code data} in the distribution.
   *
   * @param environment the process's environment
   * @param settings holds, under {@code home}, the distribution's folder, or empty
   */
  static Places of(Map<String, String> environment, Map<String, String> settings) {
    Path home = Path.of(settings.getOrDefault("home", ""));
    String data = environment.getOrDefault("PORTHOLE_DATA", "");
    if (!data.isEmpty()) {
      return new Places(Path.of(data), home);
    }
    return new Places(home.resolve("data"), home);
  }
}
