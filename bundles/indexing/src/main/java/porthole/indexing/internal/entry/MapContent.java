// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.entry;

import java.util.Set;

/** Entries of documents, as a map makes them. */
public record MapContent(Set<String> collections, EntryMaker maker) implements IndexContent {

  /** Copies the collections. */
  public MapContent {
    collections = Set.copyOf(collections);
  }

  @Override
  public EntryWriter writer(Surroundings surroundings) {
    return new MapWriter(maker, surroundings);
  }
}
