// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api;

import java.time.Instant;

/**
 * A document as it is stored. The arrays are shared with nobody, but not to be changed.
 *
 * @param id the id, in the letter case it was stored with
 * @param collection the collection's name, in the letter case it was first stored with
 * @param etag its place in the database's order of changes
 * @param changeVector see docs/formats/change-vector.md
 * @param lastModified when it was written, to 100 ns
 * @param metadata a JSON object in UTF-8, as it came
 * @param body a JSON object in UTF-8, as it came, without the metadata
 */
public record StoredDocument(
    String id,
    String collection,
    long etag,
    String changeVector,
    Instant lastModified,
    byte[] metadata,
    byte[] body) {}
