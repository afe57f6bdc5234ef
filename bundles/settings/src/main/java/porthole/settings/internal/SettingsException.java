// SPDX-License-Identifier: Apache-2.0
package porthole.settings.internal;

import org.jspecify.annotations.Nullable;

/** A settings file that cannot be used; the message says where in it and why. */
final class SettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  SettingsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
