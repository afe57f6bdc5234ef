// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexChoice;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.api.IndexEvent;
import porthole.indexing.api.IndexingException;
import porthole.indexing.internal.auto.AutoBlueprint;
import porthole.indexing.internal.auto.AutoDefinition;
import porthole.indexing.internal.function.FunctionException;
import porthole.indexing.internal.index.ChangeFeed;
import porthole.indexing.internal.index.Damage;
import porthole.indexing.internal.index.IndexBlueprint;
import porthole.indexing.internal.index.LiveIndex;
import porthole.indexing.internal.registry.Slots.AutoIndex;
import porthole.indexing.internal.registry.Slots.Slot;
import porthole.indexing.internal.work.FairScheduler;

/**
 * The indexes of one loaded database. Thread-safe; {@link #close} is called once, when nobody
 * queries any more.
 */
public final class DatabaseIndexes {
  private static final System.Logger LOG = System.getLogger("porthole.indexing");

  private final String database;
  private final IndexDirectory directory;
  private final IndexTools tools;
  private final IndexOpener opener;
  private final Slots slots = new Slots();
  private final Set<ManagedIndex> leaving = ConcurrentHashMap.newKeySet();

  private final FairScheduler.Task replacing =
      () -> {
        replace();
        return false;
      };

  private final FairScheduler.Task opening =
      () -> {
        openAwaiting();
        return false;
      };

  // Written under this.
  private volatile boolean paused;

  // Guarded by this: no index begins after that, or works on.
  private boolean closed;

  /**
   * Opens the indexes there are; those that cannot be read are made anew.
   *
   * @param path where they lie; need not be there
   * @throws UncheckedIOException if the directory cannot be read
   */
  public DatabaseIndexes(String database, ChangeFeed feed, Path path, IndexTools tools) {
    this.database = database;
    this.tools = tools;
    directory = new IndexDirectory(path);
    opener = new IndexOpener(database, feed, tools, this::replaceSoon);
    try {
      directory.found().values().forEach(this::load);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of several of a name the server was stopped before the last one had caught up. */
  private void load(List<IndexDirectory.Found> ofOneName) {
    int last = ofOneName.size() - 1;
    ManagedIndex current = open(ofOneName.get(0));
    if (last == 0) {
      slots.put(current, null);
      current.wake();
      return;
    }
    ManagedIndex replacement = open(ofOneName.get(last));
    setReplacement(current, replacement);
    ofOneName.subList(1, last).forEach(overtaken -> leave(open(overtaken)));
    current.wake();
    replacement.wake();
  }

  private ManagedIndex open(IndexDirectory.Found found) {
    IndexPlace place = found.place();
    KeptIndex kept = found.kept();
    try {
      return ManagedIndex.open(opener, place, kept, opener.blueprint(kept));
    } catch (FunctionException e) {
      LOG.log(WARNING, "Index ''{0}'' does not compile any more: {1}", kept.name(), e.getMessage());
      return ManagedIndex.faulty(opener, place, kept, e);
    }
  }

  /** Something runs scripts: opens, soon, the indexes that lacked it. */
  public void engineIsThere() {
    if (slots.indexes().stream().anyMatch(ManagedIndex::awaitsEngine)) {
      tools.scheduler().wake(database, opening);
    }
  }

  private synchronized void openAwaiting() {
    for (Slot slot : slots.all()) {
      ManagedIndex replacement = slot.replacement();
      boolean any =
          slot.current().awaitsEngine() || (replacement != null && replacement.awaitsEngine());
      if (any && !closed) {
        ManagedIndex current = opened(slot.current());
        if (replacement == null) {
          slots.put(current, null);
        } else {
          setReplacement(current, opened(replacement));
        }
      }
    }
  }

  private ManagedIndex opened(ManagedIndex index) {
    if (!index.awaitsEngine()) {
      return index;
    }
    ManagedIndex opened = open(new IndexDirectory.Found(index.place(), index.kept()));
    opened.setPaused(index.isPaused());
    return opened;
  }

  private void setReplacement(ManagedIndex current, ManagedIndex replacement) {
    replacement.setReplacing(true);
    slots.put(current, replacement);
  }

  /** Of that name; a replacement is {@code ReplacementOf/NAME}. */
  public Optional<ManagedIndex> find(String name) {
    return slots.find(name);
  }

  /**
   * Of that name.
   *
   * @throws IndexingException.IndexDoesNotExist if there is none
   */
  public ManagedIndex named(String name) {
    return find(name).orElseThrow(() -> new IndexingException.IndexDoesNotExist(database, name));
  }

  Slots slots() {
    return slots;
  }

  IndexOpener opener() {
    return opener;
  }

  String database() {
    return database;
  }

  /** The index that answers a query which needs this; made if there is none. */
  public ManagedIndex covering(AutoDefinition needed) {
    return findCovering(needed).orElseGet(() -> create(needed));
  }

  private Optional<ManagedIndex> findCovering(AutoDefinition needed) {
    return slots
        .automatic()
        .filter(auto -> auto.blueprint().of().covers(needed))
        .min(Comparator.comparing(auto -> auto.blueprint().of().fields().size()))
        .map(AutoIndex::index);
  }

  private synchronized ManagedIndex create(AutoDefinition needed) {
    Optional<ManagedIndex> meanwhile = findCovering(needed);
    if (meanwhile.isPresent()) {
      return meanwhile.get();
    }
    AutoDefinition wider = wider(needed);
    ManagedIndex index = make(new AutoBlueprint(wider, tools.analyzer()), wider);
    LOG.log(INFO, "{0} is made for a query.", index);
    return index;
  }

  private AutoDefinition wider(AutoDefinition needed) {
    return slots
        .automatic()
        .map(auto -> auto.blueprint().of())
        .filter(other -> other.isOfSame(needed))
        .reduce(needed, AutoDefinition::with);
  }

  /** Why each index would answer a query that needs this, or would not. */
  public List<IndexChoice> choices(AutoDefinition needed) {
    return new IndexChoices(needed, findCovering(needed)).of(slots.indexes(), wider(needed));
  }

  /** Makes an index; where there is one of its name, one that will take its place. */
  synchronized ManagedIndex make(IndexBlueprint blueprint, @Nullable AutoDefinition auto) {
    if (closed) {
      throw new IndexingException.Unavailable(
          "Database '" + database + "' is being unloaded. Try again.");
    }
    IndexDefinition definition = blueprint.definition();
    if (definition.state == IndexDefinition.State.ERROR) {
      // That was the old one's.
      definition.state = IndexDefinition.State.NORMAL;
    }
    Slot slot = slots.slot(definition.name).orElse(null);
    long generation = slot == null ? 0 : newest(slot).kept().generation() + 1;
    IndexPlace place = directory.freePlace(definition.name, generation);
    KeptIndex kept = new KeptIndex(definition, auto, generation, tools.context().clock().instant());
    try {
      place.keep(kept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ManagedIndex index = ManagedIndex.open(opener, place, kept, blueprint);
    index.setPaused(paused);
    if (slot == null) {
      slots.put(index, null);
    } else {
      setReplacement(slot.current(), index);
      leave(slot.replacement());
    }
    opener.tell((slot == null ? "" : Slots.REPLACEMENT) + definition.name, IndexEvent.ADDED);
    index.wake();
    return index;
  }

  private static ManagedIndex newest(Slot slot) {
    return Objects.requireNonNullElse(slot.replacement(), slot.current());
  }

  /** Deletes an index, and with it what was to take its place; says whether there was one. */
  synchronized boolean delete(String name) {
    Slot slot = slots.slot(withoutPrefix(name)).orElse(null);
    if (slot == null) {
      return false;
    }
    if (Slots.isOfReplacement(name)) {
      slots.put(slot.current(), null);
    } else {
      slots.remove(name);
      leave(slot.current());
    }
    leave(slot.replacement());
    opener.tell(name, IndexEvent.REMOVED);
    return true;
  }

  private static String withoutPrefix(String name) {
    return Slots.isOfReplacement(name) ? name.substring(Slots.REPLACEMENT.length()) : name;
  }

  private void leave(@Nullable ManagedIndex index) {
    if (index == null) {
      return;
    }
    leaving.add(index);
    try {
      index.delete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void replaceSoon() {
    tools.scheduler().wake(database, replacing);
  }

  /** Lets replacements that have caught up take their places. */
  public synchronized void replace() {
    for (Slot slot : slots.all()) {
      ManagedIndex replacement = slot.replacement();
      if (replacement != null && !closed && replacement.isReadyFor(slot.current())) {
        // Once the old one's definition has gone, a restart, too, finds only the new one.
        leave(slot.current());
        slots.put(replacement, null);
        replacement.setReplacing(false);
        opener.tell(replacement.name(), IndexEvent.SIDE_BY_SIDE_REPLACE);
        LOG.log(INFO, "{0} has caught up and takes the old one''s place.", replacement);
      }
    }
  }

  /** Deletes automatic indexes which others that have caught up make needless. */
  public synchronized void deleteCovered() {
    List<AutoIndex> all = slots.automatic().toList();
    for (AutoIndex narrow : all) {
      boolean needless =
          all.stream()
              .anyMatch(
                  wide ->
                      wide.index() != narrow.index()
                          && wide.blueprint().of().covers(narrow.blueprint().of())
                          && !wide.index().isStale());
      if (needless) {
        delete(narrow.index().name());
        LOG.log(INFO, "{0} is deleted: a wider one does its work.", narrow.index());
      }
    }
  }

  /** Lets automatic indexes rest that nobody has asked for long, and deletes them later. */
  public synchronized void retire() {
    Instant now = tools.context().clock().instant();
    for (AutoIndex auto : slots.automatic().toList()) {
      Duration unused = Duration.between(auto.index().lastNeeded(), now);
      if (unused.compareTo(tools.retirement().deleteAfter()) > 0) {
        delete(auto.index().name());
        LOG.log(INFO, "{0} is deleted: nobody has asked it for {1}.", auto.index(), unused);
      } else if (!auto.index().isIdle() && unused.compareTo(tools.retirement().restAfter()) > 0) {
        auto.index().rest();
        LOG.log(INFO, "{0} rests: nobody has asked it for {1}.", auto.index(), unused);
      }
    }
  }

  /**
   * A search has failed. If the index's files are damaged, it is made anew; where the failure does
   * not say so they are read through, soon.
   *
   * @param live where it has searched
   * @return whether it is known to be damaged
   */
  public boolean hasDamage(LiveIndex live, Throwable failure) {
    boolean damage = Damage.isCauseOf(failure);
    for (ManagedIndex index : slots.indexes()) {
      if (index.live() == live && damage) {
        LOG.log(WARNING, index + " is damaged.", failure);
        index.remake();
      } else if (index.live() == live) {
        index.suspect();
      }
    }
    return damage;
  }

  /** Whether none of them works, nor any that is made, since nobody has started one again. */
  boolean isPaused() {
    return paused;
  }

  /**
   * Has some of them index no more, or go on.
   *
   * @param all whether this is meant of those, too, that are yet to be made
   */
  synchronized void setPaused(Predicate<ManagedIndex> which, boolean all, boolean pause) {
    paused = pause && (all || paused);
    slots.indexes().stream().filter(which).forEach(index -> index.setPaused(pause));
  }

  /** All of them. */
  public Collection<ManagedIndex> all() {
    return slots.indexes();
  }

  /** The database has changed. */
  public void changed() {
    slots.indexes().forEach(ManagedIndex::wake);
  }

  /** Has those work that have something to do which no change of a document tells of. */
  public void wakeDue() {
    slots.indexes().stream().filter(ManagedIndex::isDue).forEach(ManagedIndex::wake);
    leaving.removeIf(ManagedIndex::isClosed);
  }

  /** Ends work between two steps, commits and closes all. */
  public synchronized void close() {
    closed = true;
    slots.indexes().forEach(ManagedIndex::close);
    leaving.forEach(ManagedIndex::close);
  }
}
