// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.limit;

import org.mozilla.javascript.RhinoException;
import porthole.script.api.ScriptSource;

/** Where in the user's text something happened. */
public record Place(ScriptSource source) {

  /** The line, from 1; 0 if it is not known, or not in the user's text. */
  public int line(RhinoException failure) {
    int line = failure.lineNumber() - newlines(source.before());
    return line < 1 || line > newlines(source.text()) + 1 ? 0 : line;
  }

  /** The column, from 1; 0 if it is not known. */
  public int column(RhinoException failure) {
    int line = line(failure);
    if (line == 0 || failure.columnNumber() < 1) {
      return 0;
    }
    int before = source.before().length() - (source.before().lastIndexOf('\n') + 1);
    return Math.max(0, failure.columnNumber() - (line == 1 ? before : 0));
  }

  /** A message that says where. */
  public String describe(String what, RhinoException failure) {
    int line = line(failure);
    int column = column(failure);
    String where = line == 0 ? "" : " at line " + line + (column == 0 ? "" : ", column " + column);
    return what + where + " (" + source.name() + ").";
  }

  private static int newlines(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }
}
