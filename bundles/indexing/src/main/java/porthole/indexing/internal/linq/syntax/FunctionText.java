// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.syntax;

import porthole.indexing.internal.function.FunctionException;

/**
 * What somebody wrote, and where in it something is wrong.
 *
 * @param name what it is, for messages: {@code map}
 */
public record FunctionText(String name, String text) {

  /** Something there is not understood, or fails. */
  public FunctionException wrong(int at, String problem) {
    return new FunctionException(message(at, problem));
  }

  /** Something there is understood, but cannot be done. */
  public FunctionException unsupported(int at, String problem) {
    return new FunctionException.NotSupported(message(at, problem));
  }

  private String message(int at, String problem) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < at; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    int column = at - lineStart + 1;
    return "The " + name + ", line " + line + ", column " + column + ": " + problem;
  }
}
