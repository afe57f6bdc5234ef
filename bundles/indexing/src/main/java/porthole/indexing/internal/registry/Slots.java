// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.auto.AutoBlueprint;
import porthole.storage.api.Folding;

/** The indexes of a database by name. Read by any thread, changed by one at a time. */
final class Slots {

  /** What an index that is to take another's place is called before the name. */
  static final String REPLACEMENT = "ReplacementOf/";

  /**
   * A name's index.
   *
   * @param replacement takes its place once it has caught up; null: there is none
   */
  record Slot(ManagedIndex current, @Nullable ManagedIndex replacement) {}

  private final Map<String, Slot> slots = new ConcurrentSkipListMap<>();

  /** The slot of a name. */
  Optional<Slot> slot(String name) {
    return Optional.ofNullable(slots.get(Folding.fold(name)));
  }

  /** The index of a name; that of a replacement is {@code ReplacementOf/NAME}. */
  Optional<ManagedIndex> find(String name) {
    if (isOfReplacement(name)) {
      return slot(name.substring(REPLACEMENT.length())).map(Slot::replacement);
    }
    return slot(name).map(Slot::current);
  }

  static boolean isOfReplacement(String name) {
    return name.regionMatches(true, 0, REPLACEMENT, 0, REPLACEMENT.length());
  }

  void put(ManagedIndex current, @Nullable ManagedIndex replacement) {
    slots.put(Folding.fold(current.name()), new Slot(current, replacement));
  }

  void remove(String name) {
    slots.remove(Folding.fold(name));
  }

  /** All slots, by name. */
  List<Slot> all() {
    return List.copyOf(slots.values());
  }

  /** All indexes, by name, each replacement behind the one whose place it is to take. */
  List<ManagedIndex> indexes() {
    List<ManagedIndex> indexes = new ArrayList<>();
    for (Slot slot : slots.values()) {
      indexes.add(slot.current());
      if (slot.replacement() != null) {
        indexes.add(slot.replacement());
      }
    }
    return indexes;
  }

  /** Those that queries made. */
  Stream<AutoIndex> automatic() {
    return slots.values().stream()
        .map(Slot::current)
        .filter(index -> index.blueprint() instanceof AutoBlueprint)
        .map(index -> new AutoIndex(index, (AutoBlueprint) index.blueprint()));
  }

  /** An index that a query made. */
  record AutoIndex(ManagedIndex index, AutoBlueprint blueprint) {}
}
