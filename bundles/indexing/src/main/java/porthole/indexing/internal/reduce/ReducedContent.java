// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.reduce;

import java.util.Set;
import porthole.indexing.internal.entry.EntryStore;
import porthole.indexing.internal.entry.EntryWriter;
import porthole.indexing.internal.entry.IndexContent;
import porthole.indexing.internal.function.ReduceFunction;

/** Results of a reduce, one entry each. */
public record ReducedContent(
    Set<String> collections, OutputMaker maps, ReduceFunction reduce, ResultMaker results)
    implements IndexContent {

  /** Copies the collections. */
  public ReducedContent {
    collections = Set.copyOf(collections);
  }

  @Override
  public EntryWriter<?> writer(EntryStore store, Outcomes outcomes) {
    return new ReducingWriter(this, store, outcomes, Bucket.LARGEST);
  }
}
