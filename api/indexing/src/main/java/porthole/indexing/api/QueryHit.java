// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

import org.jspecify.annotations.Nullable;
import porthole.storage.api.StoredDocument;

/**
 * A document that was found.
 *
 * @param score how well it fits, more is better; 0 where that is not asked for
 * @param document where it had to be read to be found; null: to be read
 */
public record QueryHit(String id, float score, @Nullable StoredDocument document) {}
