// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

/** How the process ended. The numbers are documented in {@code porthole help} and never reused. */
enum ExitCode {
  /** An orderly shutdown, whoever asked for it. */
  OK(0),
  /** Something nobody foresaw; the message says what. */
  FAILED(1),
  /** An unknown command or option, or a value that cannot be. */
  USAGE(2),
  /** Another server uses the data directory. */
  DATA_IN_USE(3),
  /** The port is taken, or the host is not one of this machine. */
  CANNOT_BIND(4),
  /** The Java is too old, or none. Given by bin/porthole, before this program can run. */
  JAVA_UNFIT(5),
  /** The data directory cannot be written to: read-only, full, or not ours. */
  DATA_NOT_WRITABLE(6),
  /** What was asked for would open the server to others without protection. */
  UNSAFE(7),
  /** The bundles are there but the server does not come to serve. */
  NOT_READY(8),
  /** The shutdown took longer than its budget; what was left is abandoned, as by a crash. */
  OVER_BUDGET(11),
  /** A second Ctrl-C: ended at once, in the middle of the shutdown. */
  CUT_SHORT(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
