// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.document;

import porthole.storage.api.DocumentCommand;
import porthole.storage.api.StorageException;

/** What can be a document's id. */
public final class Ids {
  private static final int SHOWN_CHARACTERS = 64;

  private Ids() {}

  /** Whether a document can have this id. */
  public static boolean isValid(String id) {
    return problem(id).isEmpty();
  }

  /**
   * Passes an id on.
   *
   * @throws StorageException.InvalidId when it cannot be one
   */
  public static String check(String id) {
    String problem = problem(id);
    if (!problem.isEmpty()) {
      throw new StorageException.InvalidId(
          "The document id '"
              + shown(id)
              + "' "
              + problem
              + ". Use 1 to "
              + DocumentCommand.MAX_ID_BYTES
              + " bytes of UTF-8 without the character NUL.");
    }
    return id;
  }

  private static String problem(String id) {
    if (id.isBlank()) {
      return "is empty";
    }
    int bytes = 0;
    for (int i = 0; i < id.length(); ) {
      int point = id.codePointAt(i);
      // It ends the id in keys.
      if (point == 0) {
        return "has the character NUL at position " + i;
      }
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        return "has half a character at position " + i;
      }
      bytes += utf8Bytes(point);
      i += Character.charCount(point);
    }
    return bytes > DocumentCommand.MAX_ID_BYTES ? "is " + bytes + " bytes long" : "";
  }

  private static int utf8Bytes(int point) {
    if (point < 0x80) {
      return 1;
    }
    if (point < 0x800) {
      return 2;
    }
    return point < 0x10000 ? 3 : 4;
  }

  /** An id, or what is none, as it can stand in a message: in one line, and not too long. */
  public static String shown(String id) {
    StringBuilder shown = new StringBuilder();
    id.codePoints()
        .limit(SHOWN_CHARACTERS)
        .map(point -> Character.isISOControl(point) ? '?' : point)
        .forEach(shown::appendCodePoint);
    return shown.length() < id.length() ? shown + "..." : shown.toString();
  }
}
