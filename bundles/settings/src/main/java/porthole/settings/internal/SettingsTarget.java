// SPDX-License-Identifier: Apache-2.0
package porthole.settings.internal;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where settings end up: Config Admin, or a fake. */
interface SettingsTarget {

  /** The properties of that PID as they are now, without those that the framework adds; or null. */
  @Nullable Map<String, Object> read(String pid) throws IOException;

  /** Replaces them. */
  void write(String pid, Map<String, Object> properties) throws IOException;

  /** Takes them away. */
  void delete(String pid) throws IOException;
}
