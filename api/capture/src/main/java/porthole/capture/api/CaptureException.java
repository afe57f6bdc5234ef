// SPDX-License-Identifier: Apache-2.0
package porthole.capture.api;

import org.jspecify.annotations.Nullable;

/** No stacks could be had. The root of all failures of a capture. */
public class CaptureException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String fix;

  /**
   * A failure that the operator can do something about.
   *
   * @param message what failed, with the actual and the expected value
   * @param fix the exact thing to do about it, or empty
   */
  public CaptureException(String message, String fix, @Nullable Throwable cause) {
    super(message, cause);
    this.fix = fix;
  }

  /** The exact thing to do about it, or empty. */
  public String fix() {
    return fix;
  }

  /** Another capture took longer than the caller would wait. */
  public static final class Busy extends CaptureException {
    private static final long serialVersionUID = 1L;

    /** A failure to get a turn. */
    public Busy(String message) {
      super(message, "Try again in a moment.", null);
    }
  }

  /** No backend, or no backend of that name, is there. */
  public static final class NoBackend extends CaptureException {
    private static final long serialVersionUID = 1L;

    /** A failure to find a backend. */
    public NoBackend(String message, String fix) {
      super(message, fix, null);
    }
  }

  /** The backend did not answer by the deadline. */
  public static final class TimedOut extends CaptureException {
    private static final long serialVersionUID = 1L;

    /** A failure to be in time. */
    public TimedOut(String message, String fix) {
      super(message, fix, null);
    }
  }

  /** The backend answered what is not an answer: a bad magic, version, length or checksum. */
  public static final class Malformed extends CaptureException {
    private static final long serialVersionUID = 1L;

    /** A failure to make sense of the answer. */
    public Malformed(String message, String fix, @Nullable Throwable cause) {
      super(message, fix, cause);
    }
  }
}
