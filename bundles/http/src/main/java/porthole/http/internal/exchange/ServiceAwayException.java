// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.exchange;

/** A part of the server that a request needs is not there now; trying again soon may help. */
public final class ServiceAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says which part, and what to do. */
  public ServiceAwayException(String message) {
    super(message);
  }
}
