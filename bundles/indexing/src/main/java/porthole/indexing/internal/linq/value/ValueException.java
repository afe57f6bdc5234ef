// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.value;

/** Something cannot be done with values. Whoever knows the place in the text adds it. */
public final class ValueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what is wrong, as half a sentence. */
  public ValueException(String problem) {
    super(problem, null, false, false);
  }
}
