// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api;

/** How ids and the names of databases, collections and identities compare: case-insensitively. */
public final class Folding {

  private Folding() {}

  /**
   * The form in which texts are compared. Each character by itself, so that what begins with a text
   * also begins with it when both are folded.
   */
  public static String fold(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || (c >= 'A' && c <= 'Z')) {
        return foldAll(text);
      }
    }
    return text;
  }

  private static String foldAll(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      folded.appendCodePoint(Character.toLowerCase(point));
      i += Character.charCount(point);
    }
    return folded.toString();
  }
}
