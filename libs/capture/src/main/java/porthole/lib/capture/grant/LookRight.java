// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.grant;

/** The right of another process to look at this one. Thread-safe. */
public interface LookRight {

  /**
   * Grants it to the process {@code pid} and its children, until {@link #revoke}; whoever had it
   * before loses it.
   *
   * @return what went wrong, in words for the operator, or empty
   */
  String grant(long pid);

  /** Nobody has it any more. Never fails; without a grant it does nothing. */
  void revoke();
}
