// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import porthole.storage.api.StoredDocument;

/**
 * The answer to a query, whose hits are taken out of it piece by piece: it may be longer than
 * memory. All pieces are of one instant. For one thread; closed by whoever asked.
 */
@ProviderType
public interface QueryAnswer extends AutoCloseable {

  /** What is known at once. */
  QuerySummary summary();

  /**
   * The next hits of the page. If one brings its document along, all of the answer do, and the hits
   * that are given at once take about a megabyte.
   *
   * @param most 1 or more
   * @throws IndexingException.Stopped if that takes too long, or somebody ended the query
   * @return none when there are no more; a document may have been deleted since
   */
  List<QueryHit> next(int most);

  /** Whether the query wants values of documents, not the documents as they are. */
  boolean isProjection();

  /**
   * What the query wants of a document.
   *
   * @return a JSON object in UTF-8, without metadata
   * @throws IllegalStateException if it is no projection
   */
  byte[] project(StoredDocument document);

  /**
   * Whether the results are worked out of all that was found, such as facets. Then they have no
   * metadata: clients tell them apart by that.
   */
  default boolean isComputed() {
    return false;
  }

  /**
   * What the answer brings besides its results and the documents that come along: JSON values in
   * UTF-8, by their names in the answer. Complete once all hits have been taken.
   */
  default Map<String, byte[]> extras() {
    return Map.of();
  }

  /**
   * Goes on if the query has not been told to end. Called by whoever does work for the answer that
   * may take long.
   *
   * @throws IndexingException.Stopped if somebody has ended it
   */
  void checkRunning();

  /** Gives back what it holds; idempotent. */
  @Override
  void close();
}
