// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexChoice;
import porthole.indexing.internal.auto.AutoBlueprint;
import porthole.indexing.internal.auto.AutoDefinition;

/** Says of each index why it answers a query that names none, or does not. */
final class IndexChoices {
  private final AutoDefinition needed;
  private final @Nullable ManagedIndex chosen;

  /**
   * Of that query.
   *
   * @param needed what an index has to hold for it
   */
  IndexChoices(AutoDefinition needed, Optional<ManagedIndex> chosen) {
    this.needed = needed;
    this.chosen = chosen.orElse(null);
  }

  /**
   * The one that answers first.
   *
   * @param wider what would be made if there is none
   */
  List<IndexChoice> of(List<ManagedIndex> indexes, AutoDefinition wider) {
    List<IndexChoice> choices = new ArrayList<>();
    if (chosen == null) {
      choices.add(
          new IndexChoice(wider.name(), "It is not there yet: the query would have it made."));
    } else {
      choices.add(new IndexChoice(chosen.name(), "It holds all that the query needs."));
    }
    for (ManagedIndex index : indexes) {
      if (index != chosen) {
        choices.add(new IndexChoice(index.name(), whyNot(index)));
      }
    }
    return choices;
  }

  private String whyNot(ManagedIndex index) {
    if (index.isReplacing()) {
      return "It has not caught up, and is to take the place of one of its name.";
    }
    if (index.blueprint() instanceof AutoBlueprint auto) {
      return auto.of()
          .lack(needed)
          .orElse("It could answer, but the one that does holds no more fields than it.");
    }
    return "It answers only queries that name it, since somebody defined it.";
  }
}
