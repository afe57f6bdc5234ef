// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

/** A query that can be read asks for something that makes no sense or that there is not. */
public final class QueryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message says what, and what would do. */
  public QueryException(String message) {
    super(message);
  }
}
