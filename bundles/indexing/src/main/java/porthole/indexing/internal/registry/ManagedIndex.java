// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.api.IndexDefinition.State;
import porthole.indexing.api.IndexError;
import porthole.indexing.api.IndexingException;
import porthole.indexing.internal.definition.Definitions;
import porthole.indexing.internal.index.IndexBlueprint;
import porthole.indexing.internal.index.LiveIndex;
import porthole.indexing.internal.work.FairScheduler;

/**
 * An index with its definition and its files, from its making to its deletion. {@link #step} and
 * {@link #close} wait for each other; nothing else waits.
 */
public final class ManagedIndex implements FairScheduler.Task {
  private static final System.Logger LOG = System.getLogger("porthole.indexing");

  private final IndexOpener opener;
  private final IndexPlace place;
  private final @Nullable IndexBlueprint blueprint;
  private final Object keeping = new Object();

  // Written under keeping.
  private volatile KeptIndex kept;
  // Written under this; null: it cannot be opened.
  private volatile @Nullable LiveIndex live;
  private volatile String fault = "";
  private volatile boolean paused;
  private volatile boolean replacing;
  private volatile boolean remakeWanted;
  private volatile boolean deleted;

  // Written under this.
  private volatile boolean closed;

  private ManagedIndex(
      IndexOpener opener, IndexPlace place, KeptIndex kept, @Nullable IndexBlueprint blueprint) {
    this.opener = opener;
    this.place = place;
    this.kept = kept;
    this.blueprint = blueprint;
  }

  /** Opens it; where that fails it is there, but says why it answers nothing. */
  static ManagedIndex open(
      IndexOpener opener, IndexPlace place, KeptIndex kept, IndexBlueprint blueprint) {
    ManagedIndex index = new ManagedIndex(opener, place, kept, blueprint);
    index.openFiles();
    return index;
  }

  /** One that cannot be opened, since its functions are none. */
  static ManagedIndex faulty(IndexOpener opener, IndexPlace place, KeptIndex kept, String message) {
    ManagedIndex index = new ManagedIndex(opener, place, kept, null);
    index.fault = message;
    return index;
  }

  private synchronized void openFiles() {
    try {
      live = opener.open(place, Objects.requireNonNull(blueprint));
      fault = "";
    } catch (IOException | RuntimeException e) {
      live = null;
      fault = "Its files cannot be opened: " + e;
      LOG.log(WARNING, this + " cannot be opened.", e);
    }
  }

  /** Its name, as it was written. */
  public String name() {
    return kept.name();
  }

  /** What is known of it besides its entries. */
  KeptIndex kept() {
    return kept;
  }

  /** What it is made by; null: that does not compile. */
  public @Nullable IndexBlueprint blueprint() {
    return blueprint;
  }

  /** Its definition as it is now; not to be changed. */
  public IndexDefinition definition() {
    return kept.definition();
  }

  /** Its entries and how far they have come; null: it has none. */
  @Nullable LiveIndex live() {
    return live;
  }

  /**
   * The same, to answer a query.
   *
   * @throws IndexingException.Faulty if it has failed
   */
  public LiveIndex answering() {
    LiveIndex now = live;
    if (now == null) {
      throw fault();
    }
    if (kept.definition().state == State.ERROR) {
      throw new IndexingException.Faulty(
          this
              + " is in the state Error, since too many documents failed in it. See its errors,"
              + " mend its definition, or reset it.");
    }
    return now;
  }

  /** Its latest errors, the oldest first. */
  public List<IndexError> errors() {
    LiveIndex now = live;
    return now == null ? List.of() : now.errors().latest();
  }

  /** Why it answers nothing, where it has no entries. */
  public IndexingException fault() {
    return new IndexingException.Faulty(this + " cannot answer. " + fault);
  }

  /** Whether searches lack something. */
  public boolean isStale() {
    LiveIndex now = live;
    return remakeWanted || now == null || now.isStale();
  }

  boolean isPaused() {
    return paused;
  }

  void setPaused(boolean pause) {
    paused = pause;
  }

  /** Whether it is to take another one's place once it has caught up. */
  boolean isReplacing() {
    return replacing;
  }

  void setReplacing(boolean replaces) {
    replacing = replaces;
  }

  /** Whether it could take another's place: whatever that one has, this has too, and for good. */
  boolean isReadyFor(ManagedIndex other) {
    LiveIndex own = live;
    LiveIndex its = other.live;
    return own != null
        && (its == null || own.etag() >= its.etag() || !own.isStale())
        && !own.isUncommitted()
        && !remakeWanted;
  }

  /** Keeps a changed definition that makes the same entries. */
  void redefine(IndexDefinition changed) throws IOException {
    synchronized (keeping) {
      KeptIndex next = kept.with(changed);
      place.keep(next);
      kept = next;
    }
  }

  private void setState(State state) {
    try {
      IndexDefinition changed = Definitions.copy(definition());
      changed.state = state;
      redefine(changed);
    } catch (IOException e) {
      LOG.log(WARNING, "The state " + state + " of " + this + " cannot be kept.", e);
    }
  }

  /** Has its next step make it anew. */
  void remake() {
    remakeWanted = true;
  }

  /** From now on there is no such index; its next step deletes its files. */
  void delete() throws IOException {
    place.disown();
    deleted = true;
  }

  private boolean works() {
    return !paused && definition().state != State.DISABLED && definition().state != State.ERROR;
  }

  @Override
  public synchronized boolean step() {
    if (closed) {
      return false;
    }
    if (deleted) {
      close();
      return false;
    }
    if (remakeWanted) {
      makeAnew();
    }
    LiveIndex now = live;
    return now != null && works() && step(now);
  }

  private boolean step(LiveIndex index) {
    boolean more = index.step();
    if (index.errors().tooMany()) {
      LOG.log(WARNING, "{0} stops: too many documents fail in it.", this);
      setState(State.ERROR);
      return false;
    }
    if (replacing && !more) {
      index.flush();
    }
    return more;
  }

  private void makeAnew() {
    LOG.log(INFO, "{0} is made anew.", this);
    remakeWanted = false;
    closeFiles();
    try {
      place.clear();
    } catch (IOException e) {
      LOG.log(WARNING, "Files of " + this + " cannot be deleted.", e);
    }
    if (blueprint != null) {
      openFiles();
    }
    if (definition().state == State.ERROR) {
      setState(State.NORMAL);
    }
  }

  private void closeFiles() {
    LiveIndex now = live;
    if (now != null) {
      now.close();
    }
  }

  /** Ends its work between two steps, commits and closes it; deletes it, if that is wanted. */
  synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    closeFiles();
    if (deleted) {
      try {
        place.delete();
      } catch (IOException e) {
        LOG.log(WARNING, this + " leaves files behind.", e);
      }
    }
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public String toString() {
    return "Index '" + name() + "' of database '" + opener.database() + "'";
  }
}
