// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api;

import org.jspecify.annotations.Nullable;

/**
 * The latest change of one id.
 *
 * @param etag its place in the order of changes
 * @param id the id
 * @param collection the collection it is in, or was in
 * @param changeVector of the document, or of its tombstone
 * @param document the document; null when it was deleted
 */
public record Change(
    long etag,
    String id,
    String collection,
    String changeVector,
    @Nullable StoredDocument document) {}
