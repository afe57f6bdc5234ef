// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.limit;

/** Ends a script. An error, since that is what no script can catch. */
public final class StopScript extends Error {

  private static final long serialVersionUID = 1L;

  private final RuntimeException outcome;

  /**
   * Ends it so.
   *
   * @param outcome what whoever called the script gets
   */
  public StopScript(RuntimeException outcome) {
    super(outcome.getMessage(), null, false, false);
    this.outcome = outcome;
  }

  /** What whoever called the script gets. */
  public RuntimeException outcome() {
    return outcome;
  }
}
