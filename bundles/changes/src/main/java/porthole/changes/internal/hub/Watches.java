// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.hub;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import porthole.changes.internal.wire.Topic;
import porthole.storage.api.Folding;

/**
 * What one client watches. Names compare case-insensitively. Watching the same thing twice is
 * watching it once. Not thread-safe.
 */
final class Watches {
  private static final String ANY = "";

  /** By topic and folded name: after which etag it counts. */
  private final Map<Topic, Map<String, Long>> watched = new EnumMap<>(Topic.class);

  private int count;

  /**
   * Watches something.
   *
   * @param afterEtag changes up to this one were there before
   */
  void add(Topic topic, String name, long afterEtag) {
    Map<String, Long> names = watched.computeIfAbsent(topic, unused -> new HashMap<>());
    if (names.putIfAbsent(Folding.fold(name), afterEtag) == null) {
      count++;
    }
  }

  /** Watches something no more. */
  void remove(Topic topic, String name) {
    Map<String, Long> names = of(topic);
    if (names.remove(Folding.fold(name)) != null) {
      count--;
      if (names.isEmpty()) {
        watched.remove(topic);
      }
    }
  }

  int count() {
    return count;
  }

  /** Whether changes of documents must be looked at one by one. */
  boolean wantDocuments() {
    return watched.keySet().stream().anyMatch(Topic::isOfDocuments);
  }

  boolean want(DocumentEvent event) {
    return counts(Topic.DOCUMENTS, ANY, event)
        || counts(Topic.DOCUMENT, event.foldedId(), event)
        || counts(Topic.COLLECTION, event.foldedCollection(), event)
        || of(Topic.PREFIX).entrySet().stream()
            .anyMatch(
                prefix ->
                    prefix.getValue() < event.etag()
                        && event.foldedId().startsWith(prefix.getKey()));
  }

  private boolean counts(Topic topic, String name, DocumentEvent event) {
    Long after = of(topic).get(name);
    return after != null && after < event.etag();
  }

  boolean wantCacheChange(long etag) {
    Long after = of(Topic.AGGRESSIVE_CACHING).get(ANY);
    return after != null && after < etag;
  }

  boolean wantIndex(String foldedName) {
    return watched.containsKey(Topic.INDEXES) || of(Topic.INDEX).containsKey(foldedName);
  }

  boolean wantOperation(String id) {
    return watched.containsKey(Topic.OPERATIONS) || of(Topic.OPERATION).containsKey(id);
  }

  private Map<String, Long> of(Topic topic) {
    return watched.getOrDefault(topic, Map.of());
  }
}
