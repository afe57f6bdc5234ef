// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an answer says besides its hits. */
public class QuerySummary {
  /** The index that was asked, or {@code collection/NAME} where none was needed. */
  public String indexName = "";

  /** Whether some changes are not in it. */
  public boolean stale;

  /** How many documents there are, those before and after the page among them. */
  public long totalResults;

  /** How many hits were left out so far, since they are of documents that came before. */
  public long skippedResults;

  /** How many hits a filter has looked at so far; null: there is no filter. */
  public @Nullable Long scannedResults;

  /** Up to which change the index is true. */
  public long indexEtag;

  /** Changes with everything that could change the answer, but not with time. */
  public long resultEtag;

  /** When the index took in its last change. */
  public Instant indexTimestamp = Instant.EPOCH;

  /** Paths to the ids of documents that are to come along, as the query has them. */
  public List<String> includes = List.of();

  /** Ids of documents that are to come along, besides those at the paths. */
  public List<String> includedIds = List.of();
}
