// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import java.util.Locale;
import porthole.storage.api.Folding;
import porthole.storage.api.StorageException;

/** What can be the name of a database. */
final class DatabaseName {
  private static final int MAX_CHARACTERS = 128;
  private static final int MAX_DIRECTORY_CHARACTERS = 64;

  private DatabaseName() {}

  static String check(String name) {
    String problem = problem(name);
    if (!problem.isEmpty()) {
      throw new StorageException.InvalidName(
          "The database name '"
              + name
              + "' "
              + problem
              + ". Use 1 to "
              + MAX_CHARACTERS
              + " letters, digits, '_', '-' and '.'; no two dots in a row, none at the start or the"
              + " end.");
    }
    return name;
  }

  private static String problem(String name) {
    if (name.isEmpty()) {
      return "is empty";
    }
    if (name.length() > MAX_CHARACTERS) {
      return "is " + name.length() + " characters long";
    }
    int wrong = name.codePoints().filter(point -> !isAllowed(point)).findFirst().orElse(-1);
    if (wrong >= 0) {
      return "has the character U+" + String.format(Locale.ROOT, "%04X", wrong);
    }
    return name.startsWith(".") || name.endsWith(".") || name.contains("..")
        ? "has a dot in the wrong place"
        : "";
  }

  private static boolean isAllowed(int point) {
    return Character.isLetterOrDigit(point) || point == '_' || point == '-' || point == '.';
  }

  /** A directory name that any file system takes, and that people recognise. */
  static String directory(String name, String shortId) {
    StringBuilder safe = new StringBuilder();
    Folding.fold(name)
        .codePoints()
        .limit(MAX_DIRECTORY_CHARACTERS)
        .map(point -> point < 0x80 ? point : '_')
        .forEach(safe::appendCodePoint);
    return safe + "-" + shortId;
  }
}
