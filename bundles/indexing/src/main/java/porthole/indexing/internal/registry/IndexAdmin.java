// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexBatch;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.api.IndexDefinition.LockMode;
import porthole.indexing.api.IndexDefinition.Priority;
import porthole.indexing.api.IndexDefinition.State;
import porthole.indexing.api.IndexError;
import porthole.indexing.api.IndexReport;
import porthole.indexing.api.Indexes;
import porthole.indexing.api.IndexingException;
import porthole.indexing.internal.definition.Definitions;
import porthole.indexing.internal.definition.StaticBlueprint;
import porthole.indexing.internal.function.FunctionException;
import porthole.indexing.internal.index.LiveIndex;
import porthole.indexing.internal.registry.Slots.Slot;

/** What people do with the indexes of a database. Thread-safe. */
public record IndexAdmin(DatabaseIndexes indexes) implements Indexes {

  @Override
  public void put(List<IndexDefinition> definitions) {
    List<StaticBlueprint> blueprints = new ArrayList<>();
    definitions.forEach(definition -> blueprints.add(compile(definition)));
    synchronized (indexes) {
      blueprints.removeIf(blueprint -> !mayChange(blueprint));
      blueprints.forEach(this::put);
    }
  }

  private StaticBlueprint compile(IndexDefinition definition) {
    checkName(definition);
    try {
      return indexes.opener().blueprint(completed(definition));
    } catch (FunctionException.EngineAway e) {
      throw new IndexingException.Unavailable(String.valueOf(e.getMessage()));
    } catch (FunctionException.NotSupported e) {
      throw new IndexingException.NotSupported(String.valueOf(e.getMessage()));
    } catch (FunctionException e) {
      throw new IndexingException.NoIndex(
          "Index '" + definition.name + "' is none: " + e.getMessage());
    }
  }

  private static void checkName(IndexDefinition definition) {
    String name = definition.name;
    boolean taken = name.regionMatches(true, 0, "Auto/", 0, 5) || Slots.isOfReplacement(name);
    if (name.isBlank() || taken) {
      throw new IndexingException.NoIndex(
          "'"
              + name
              + "' cannot be an index's name; one was expected that does not begin with 'Auto/' or"
              + " 'ReplacementOf/'.");
    }
    if (definition.maps.isEmpty()) {
      throw new IndexingException.NoIndex(
          "Index '" + name + "' has no map; at least one was expected.");
    }
  }

  /** With what it does not say as the index has it that is there. */
  private IndexDefinition completed(IndexDefinition definition) {
    IndexDefinition complete = Definitions.copy(definition);
    IndexDefinition now =
        indexes.find(definition.name).map(ManagedIndex::definition).orElseGet(IndexDefinition::new);
    complete.lockMode = either(definition.lockMode, now.lockMode, LockMode.UNLOCK);
    complete.priority = either(definition.priority, now.priority, Priority.NORMAL);
    complete.state = either(definition.state, now.state, State.NORMAL);
    return complete;
  }

  private static <T> T either(@Nullable T wanted, @Nullable T now, T usual) {
    return wanted != null ? wanted : Objects.requireNonNullElse(now, usual);
  }

  private boolean mayChange(StaticBlueprint blueprint) {
    ManagedIndex now = indexes.find(blueprint.name()).orElse(null);
    if (now == null || Definitions.areSame(now.definition(), blueprint.definition())) {
      return true;
    }
    if (now.definition().lockMode == LockMode.LOCKED_ERROR) {
      throw new IndexingException.Locked(indexes.database(), blueprint.name());
    }
    return now.definition().lockMode != LockMode.LOCKED_IGNORE;
  }

  private void put(StaticBlueprint blueprint) {
    Slot slot = indexes.slots().slot(blueprint.name()).orElse(null);
    IndexDefinition wanted = blueprint.definition();
    if (slot == null) {
      indexes.make(blueprint, null);
    } else if (Definitions.makeSameEntries(slot.current().definition(), wanted)) {
      if (slot.replacement() != null) {
        indexes.delete(Slots.REPLACEMENT + wanted.name);
      }
      redefine(slot.current(), wanted);
    } else if (slot.replacement() != null
        && Definitions.makeSameEntries(slot.replacement().definition(), wanted)) {
      redefine(slot.replacement(), wanted);
    } else {
      indexes.make(blueprint, null);
    }
  }

  private void redefine(ManagedIndex index, IndexDefinition changed) {
    try {
      if (!Definitions.areSame(index.definition(), changed)) {
        index.redefine(changed);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes an index, and what is to take its place. */
  private void change(String name, Consumer<IndexDefinition> change) {
    List<ManagedIndex> meant = new ArrayList<>(List.of(indexes.named(name)));
    indexes.find(Slots.REPLACEMENT + name).ifPresent(meant::add);
    for (ManagedIndex index : meant) {
      IndexDefinition changed = Definitions.copy(index.definition());
      change.accept(changed);
      redefine(index, changed);
    }
  }

  @Override
  public boolean wouldChange(IndexDefinition definition) {
    return indexes
        .find(definition.name)
        .map(now -> !Definitions.areSame(now.definition(), completed(definition)))
        .orElse(true);
  }

  @Override
  public boolean delete(String name) {
    return indexes.delete(name);
  }

  @Override
  public void reset(String name) {
    indexes.named(name).remake();
  }

  @Override
  public List<IndexDefinition> definitions() {
    return indexes.slots().all().stream().map(slot -> shown(slot.current().kept())).toList();
  }

  private static IndexDefinition shown(KeptIndex kept) {
    IndexDefinition definition = Definitions.copy(kept.definition());
    definition.automatic = kept.auto() == null ? null : kept.auto().source();
    return definition;
  }

  @Override
  public List<IndexReport> reports() {
    return indexes.all().stream().map(IndexReports::of).toList();
  }

  @Override
  public List<IndexError> errors(String name) {
    return indexes.named(name).errors();
  }

  @Override
  public void deleteErrors(String name) {
    LiveIndex live = indexes.named(name).live();
    if (live != null) {
      live.errors().forget();
    }
  }

  @Override
  public List<IndexBatch> batches(String name) {
    LiveIndex live = indexes.named(name).live();
    return live == null ? List.of() : live.batches();
  }

  @Override
  public List<String> terms(String name, String field, @Nullable String after, int most) {
    return FieldTerms.list(indexes.named(name), field, after, most);
  }

  @Override
  public void setPaused(Which which, boolean paused) {
    indexes.setPaused(index -> IndexReports.isMeant(index, which), which == Which.ALL, paused);
  }

  @Override
  public void setPaused(String name, boolean paused) {
    ManagedIndex named = indexes.named(name);
    indexes.setPaused(index -> index == named, false, paused);
  }

  @Override
  public boolean isPaused() {
    return indexes.isPaused();
  }

  @Override
  public void setDisabled(String name, boolean disabled) {
    change(name, definition -> definition.state = disabled ? State.DISABLED : State.NORMAL);
  }

  @Override
  public void setLockMode(List<String> names, LockMode mode) {
    List<ManagedIndex> meant = names.stream().map(indexes::named).toList();
    for (ManagedIndex index : meant) {
      if (index.kept().auto() != null) {
        throw new IndexingException.InvalidQuery(
            "'" + index.name() + "' is an automatic index, which has no lock mode.");
      }
    }
    names.forEach(name -> change(name, definition -> definition.lockMode = mode));
  }

  @Override
  public void setPriority(List<String> names, Priority priority) {
    names.forEach(indexes::named);
    names.forEach(name -> change(name, definition -> definition.priority = priority));
  }
}
