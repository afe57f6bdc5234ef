// SPDX-License-Identifier: Apache-2.0
package porthole.script.api;

/** A script is none, failed, or took too much. The message is for whoever wrote it. */
public abstract sealed class ScriptException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  private ScriptException(String message, int line, int column) {
    super(message);
    this.line = line;
    this.column = column;
  }

  /** The line of the user's text, from 1; 0 if it is not known. */
  public int line() {
    return line;
  }

  /** The column, from 1; 0 if it is not known. */
  public int column() {
    return column;
  }

  /** The text is no script. */
  public static final class Syntax extends ScriptException {

    private static final long serialVersionUID = 1L;

    /** At that place. */
    public Syntax(String message, int line, int column) {
      super(message, line, column);
    }
  }

  /** It threw something, or did what cannot be done. */
  public static final class Failed extends ScriptException {

    private static final long serialVersionUID = 1L;

    /** At that place. */
    public Failed(String message, int line, int column) {
      super(message, line, column);
    }
  }

  /** It took more time or memory than it may. */
  public static final class OverLimit extends ScriptException {

    private static final long serialVersionUID = 1L;

    /** At that place. */
    public OverLimit(String message, int line, int column) {
      super(message, line, column);
    }
  }
}
