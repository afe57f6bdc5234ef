// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

/** How a tool ended. The numbers go on where those of {@code porthole run} end. */
enum ExitCode {
  /** What was asked for was printed. */
  OK(0),
  /** Something nobody foresaw; the message says what. */
  FAILED(1),
  /** An unknown command or option, or a value that cannot be. */
  USAGE(2),
  /** No running server was found. */
  NO_SERVER(9),
  /** A server is there, but it does not answer. */
  NO_ANSWER(9),
  /** The token is missing, unreadable or not the server's. */
  NO_ACCESS(10),
  /** The server answered that it could not do it. */
  REFUSED(11);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** Whether the server is there but gave no answer that could be used. */
  boolean isFailureToAnswer() {
    return this == NO_ANSWER || this == REFUSED;
  }

  int code() {
    return code;
  }
}
