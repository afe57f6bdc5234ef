// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.reduce;

import java.util.Set;
import porthole.indexing.internal.entry.EntryStore;
import porthole.indexing.internal.entry.EntryWriter;
import porthole.indexing.internal.entry.IndexContent;

/** Results of a reduce, whose groups are cut when they have more than a few members. */
public record SmallParts(ReducedContent content, int largest) implements IndexContent {

  @Override
  public Set<String> collections() {
    return content.collections();
  }

  @Override
  public EntryWriter<?> writer(EntryStore store, Outcomes outcomes) {
    return new ReducingWriter(content, store, outcomes, largest);
  }
}
