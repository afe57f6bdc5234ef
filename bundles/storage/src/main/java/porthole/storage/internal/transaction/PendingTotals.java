// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.transaction;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.Folding;
import porthole.storage.internal.document.CollectionTotals;
import porthole.storage.internal.document.Totals;

/** Counts as they will be when a transaction is committed. For one thread. */
final class PendingTotals {
  private final Totals base;
  private final @Nullable PendingTotals parent;
  private final Map<String, CollectionTotals> changed = new HashMap<>();
  private long lastEtag;
  private long documents;
  private long tombstones;
  private String changeVector;
  private int collections;

  /** Goes out from what is committed. */
  PendingTotals(Totals base) {
    this.base = base;
    parent = null;
    lastEtag = base.lastEtag();
    documents = base.documents();
    tombstones = base.tombstones();
    changeVector = base.changeVector();
    collections = base.collections().size();
  }

  private PendingTotals(PendingTotals parent) {
    this.base = parent.base;
    this.parent = parent;
    lastEtag = parent.lastEtag;
    documents = parent.documents;
    tombstones = parent.tombstones;
    changeVector = parent.changeVector;
    collections = parent.collections;
  }

  /** Counts that go out from these and leave them alone. */
  PendingTotals child() {
    return new PendingTotals(this);
  }

  /** Takes over a child's counts. */
  void take(PendingTotals child) {
    lastEtag = child.lastEtag;
    documents = child.documents;
    tombstones = child.tombstones;
    changeVector = child.changeVector;
    collections = child.collections;
    changed.putAll(child.changed);
  }

  long nextEtag() {
    return ++lastEtag;
  }

  void written(String atChangeVector) {
    changeVector = atChangeVector;
  }

  long tombstones() {
    return tombstones;
  }

  void addDocuments(long change) {
    documents += change;
  }

  void addTombstones(long change) {
    tombstones += change;
  }

  /** The collection of a name; a new one when there is none yet. */
  CollectionTotals collection(String name) {
    String folded = Folding.fold(name);
    CollectionTotals known = find(folded);
    if (known != null) {
      return known;
    }
    collections++;
    CollectionTotals created = new CollectionTotals(collections, name, 0);
    changed.put(folded, created);
    return created;
  }

  private @Nullable CollectionTotals find(String folded) {
    CollectionTotals mine = changed.get(folded);
    if (mine != null) {
      return mine;
    }
    return parent == null ? base.collections().get(folded) : parent.find(folded);
  }

  void addToCollection(String name, long change) {
    changed.put(Folding.fold(name), collection(name).plus(change));
  }

  /** The collections that are new or have changed. */
  Collection<CollectionTotals> changedCollections() {
    return changed.values();
  }

  /** What to publish after the commit. */
  Totals toTotals() {
    Map<String, CollectionTotals> all = base.collections();
    if (!changed.isEmpty()) {
      Map<String, CollectionTotals> merged = new HashMap<>(all);
      merged.putAll(changed);
      all = Collections.unmodifiableMap(merged);
    }
    return new Totals(lastEtag, documents, tombstones, changeVector, all);
  }
}
