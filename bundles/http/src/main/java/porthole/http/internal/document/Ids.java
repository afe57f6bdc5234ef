// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.document;

import java.nio.charset.StandardCharsets;
import porthole.storage.api.DocumentCommand;
import porthole.storage.api.StorageException;

/** What a document id given by a client may be. */
public final class Ids {

  private Ids() {}

  /**
   * Checks an id that stands for one document.
   *
   * @throws StorageException.InvalidId when it is empty or too long
   */
  public static String check(String id) {
    if (id.isBlank()) {
      throw new StorageException.InvalidId("A document id is empty. Give one with id=.");
    }
    if (!encodable(id)) {
      throw new StorageException.InvalidId("A document id holds half a surrogate pair.");
    }
    int bytes = id.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > DocumentCommand.MAX_ID_BYTES) {
      throw new StorageException.InvalidId(
          "A document id is "
              + bytes
              + " bytes long; at most "
              + DocumentCommand.MAX_ID_BYTES
              + " are allowed. It begins with '"
              + id.substring(0, 40)
              + "'.");
    }
    return id;
  }

  /** Whether a text has a form in UTF-8: a stray half of a surrogate pair has none. */
  static boolean encodable(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** Whether a document could have that id. */
  public static boolean possible(String id) {
    return !id.isBlank()
        && encodable(id)
        && id.getBytes(StandardCharsets.UTF_8).length <= DocumentCommand.MAX_ID_BYTES;
  }
}
