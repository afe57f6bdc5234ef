// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api;

import java.time.Instant;

/** What became of one {@link DocumentCommand}. */
public sealed interface CommandResult {

  /** The document was stored, under this id. */
  record Put(String id, String collection, long etag, String changeVector, Instant lastModified)
      implements CommandResult {}

  /**
   * A delete was carried out.
   *
   * @param id the id, or the prefix, as it was given
   * @param deleted whether there was anything to delete
   * @param changeVector of the tombstone, or empty where nothing was deleted
   */
  record Delete(String id, boolean deleted, String changeVector) implements CommandResult {}
}
