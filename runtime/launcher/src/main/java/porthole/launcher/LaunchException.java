// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import org.jspecify.annotations.Nullable;

/** The server cannot start; the message is the one line that the person who started it reads. */
final class LaunchException extends Exception {
  private static final long serialVersionUID = 1L;
  private final ExitCode exitCode;
  private final String line;

  LaunchException(ExitCode exitCode, String message) {
    this(exitCode, message, null);
  }

  LaunchException(ExitCode exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
    this.line = message;
  }

  /** The message. */
  String line() {
    return line;
  }

  ExitCode exitCode() {
    return exitCode;
  }
}
