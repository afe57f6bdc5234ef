// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.rql;

/**
 * Where in a text something stands, as an editor counts it.
 *
 * @param line from 1
 * @param column from 1, in UTF-16 units
 */
public record Place(int line, int column) {

  static Place of(String text, int offset) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < offset; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new Place(line, offset - lineStart + 1);
  }

  /** Where that is in the text. */
  public int offsetIn(String text) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = text.indexOf('\n', start) + 1;
    }
    return start + column - 1;
  }

  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
