// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api.engine;

import org.jspecify.annotations.Nullable;

/** The root of all failures of an engine. The message names the environment and the file. */
public sealed class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure of no special kind, such as an I/O error. */
  public EngineException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** A condition of a batch did not hold. */
  public static final class Conflict extends EngineException {
    private static final long serialVersionUID = 1L;

    /** Says which key. */
    public Conflict(String message) {
      super(message, null);
    }
  }

  /** Somebody else has the environment open. */
  public static final class InUse extends EngineException {
    private static final long serialVersionUID = 1L;

    /** Says which directory and, where it is known, who. */
    public InUse(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** What is stored cannot be read. */
  public static final class Corrupt extends EngineException {
    private static final long serialVersionUID = 1L;

    /** Says which file and what is wrong with it. */
    public Corrupt(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** There is no room left. */
  public static final class NoSpace extends EngineException {
    private static final long serialVersionUID = 1L;

    /** Says where. */
    public NoSpace(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
