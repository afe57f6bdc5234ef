// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.frames;

/** The helper said that it could not take the stacks. */
public final class HelperFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  HelperFailedException(Failure failure) {
    super(failure.reason());
    this.failure = failure;
  }

  /** What it said. */
  public Failure failure() {
    return failure;
  }
}
