// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import org.apache.lucene.analysis.Analyzer;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.internal.entry.IndexContent;
import porthole.indexing.internal.search.IndexFields;

/** What an index is made by. */
public interface IndexBlueprint {

  /** The index's name. */
  String name();

  /** A short text that is another one whenever other entries would be made. */
  String digest();

  /** Makes the words of the fields that have any. */
  Analyzer analyzer();

  /** What it is of and what makes its entries. */
  IndexContent content();

  /** The fields that queries may name. */
  IndexFields fields();

  /** As it is shown to people; a copy. */
  IndexDefinition definition();
}
