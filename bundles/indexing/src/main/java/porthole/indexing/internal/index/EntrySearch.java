// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import java.io.IOException;
import org.apache.lucene.search.IndexSearcher;

/** What is done with the entries of an index, as they are at one instant. */
@FunctionalInterface
public interface EntrySearch<T> {

  /** The searcher is not to be kept. */
  T run(IndexSearcher searcher) throws IOException;
}
