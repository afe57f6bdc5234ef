// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.function;

/**
 * A function is none, or fails on a document. The message is for whoever wrote the function: it
 * says where, what was found and what was expected.
 */
public final class FunctionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With its message. */
  public FunctionException(String message) {
    super(message);
  }
}
