// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api;

import org.jspecify.annotations.Nullable;

/** One thing to do to one document, as part of a batch. */
public sealed interface DocumentCommand {

  /** The longest id, in bytes of UTF-8. */
  int MAX_ID_BYTES = 512;

  /** The collection of documents that name none. */
  String NO_COLLECTION = "@empty";

  /**
   * The change vector the document must be at: null for whatever it is at, empty for not there at
   * all.
   */
  @Nullable String expectedChangeVector();

  /**
   * Stores a document.
   *
   * @param id the id; null for a new GUID, ending in {@code /} for a server-made id of that prefix,
   *     ending in {@code |} for the next number of that identity
   * @param collection the collection's name; empty means {@link #NO_COLLECTION}
   * @param metadata a JSON object in UTF-8, kept as it is
   * @param body a JSON object in UTF-8, kept as it is
   */
  record Put(
      @Nullable String id,
      @Nullable String expectedChangeVector,
      String collection,
      byte[] metadata,
      byte[] body)
      implements DocumentCommand {}

  /** Deletes a document; deleting what is not there is no error. */
  record Delete(String id, @Nullable String expectedChangeVector) implements DocumentCommand {}

  /** Deletes every document whose id begins so. */
  record DeletePrefix(String prefix) implements DocumentCommand {
    @Override
    public @Nullable String expectedChangeVector() {
      return null;
    }
  }
}
