// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.function;

/**
 * A function is none, or fails on a document. The message is for whoever wrote the function: it
 * says where, what was found and what was expected.
 */
public class FunctionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With its message. */
  public FunctionException(String message) {
    super(message);
  }

  /** It is in JavaScript, and nothing is there that runs it; that may change at any time. */
  public static final class EngineAway extends FunctionException {

    private static final long serialVersionUID = 1L;

    /** With its message. */
    public EngineAway(String message) {
      super(message);
    }
  }

  /** It is a function, but not one that this server can run. */
  public static final class NotSupported extends FunctionException {

    private static final long serialVersionUID = 1L;

    /** With its message. */
    public NotSupported(String message) {
      super(message);
    }
  }
}
