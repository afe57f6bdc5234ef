// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

import org.jspecify.annotations.Nullable;

/** A tool cannot go on. The message is one line for the person who called it. */
final class CliException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  CliException(ExitCode exitCode, String message) {
    this(exitCode, message, null);
  }

  CliException(ExitCode exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  ExitCode exitCode() {
    return exitCode;
  }
}
