// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

import org.jspecify.annotations.Nullable;
import porthole.storage.api.StoredDocument;

/**
 * What was found.
 *
 * @param id of the document; null: it is none, but a result of its own, such as that of a reduce
 * @param score how well it fits, more is better; 0 where that is not asked for
 * @param document where it had to be read to be found; null: to be read
 * @param result a JSON object in UTF-8, without metadata, that stands for the document in the
 *     answer; null: the document is wanted, or {@link QueryAnswer#project} of it. If one of the
 *     hits of an answer has one, all do
 */
public record QueryHit(
    @Nullable String id, float score, @Nullable StoredDocument document, byte @Nullable [] result) {

  /** A document that is to be read. */
  public static QueryHit of(String id, float score) {
    return new QueryHit(id, score, null, null);
  }

  /** A document that is at hand. */
  public static QueryHit of(StoredDocument document) {
    return new QueryHit(document.id(), 0, document, null);
  }

  /** A result that is no document. */
  public static QueryHit of(byte[] result, float score) {
    return new QueryHit(null, score, null, result);
  }
}
