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

  /** Whether a document could have that id. */
  public static boolean possible(String id) {
    return !id.isBlank()
        && id.getBytes(StandardCharsets.UTF_8).length <= DocumentCommand.MAX_ID_BYTES;
  }
}
