// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.api.IndexDefinition.Priority;
import porthole.indexing.api.IndexDefinition.State;
import porthole.indexing.api.IndexError;
import porthole.indexing.api.IndexEvent;
import porthole.indexing.api.IndexingException;
import porthole.indexing.internal.function.FunctionException;
import porthole.indexing.internal.index.Damage;
import porthole.indexing.internal.index.IndexBlueprint;
import porthole.indexing.internal.index.IndexIdentity;
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
  private final OpenFiles files;
  private final Suspicion suspicion = new Suspicion();
  private final boolean awaitsEngine;
  private final Object keeping = new Object();
  private final Reopening reopening = new Reopening();

  // Written under keeping.
  private volatile KeptIndex kept;
  private volatile Instant lastNeeded;
  private volatile boolean asked;
  private volatile boolean paused;
  private volatile boolean idle;
  private volatile boolean replacing;
  private volatile boolean remakeWanted;
  private volatile boolean deleted;

  // Written under this.
  private volatile boolean closed;

  private ManagedIndex(
      IndexOpener opener,
      IndexPlace place,
      KeptIndex kept,
      @Nullable IndexBlueprint blueprint,
      @Nullable FunctionException fault) {
    this.opener = opener;
    this.place = place;
    this.kept = kept;
    this.blueprint = blueprint;
    files =
        new OpenFiles(
            opener, place, blueprint, fault == null ? "" : String.valueOf(fault.getMessage()));
    awaitsEngine = fault instanceof FunctionException.EngineAway;
    lastNeeded = opener.tools().context().clock().instant();
  }

  /** Opens it; where that fails it is there, but says why it answers nothing. */
  static ManagedIndex open(
      IndexOpener opener, IndexPlace place, KeptIndex kept, IndexBlueprint blueprint) {
    ManagedIndex index = new ManagedIndex(opener, place, kept, blueprint, null);
    index.files.open();
    return index;
  }

  /** One that cannot be opened, since its functions are none. */
  static ManagedIndex faulty(
      IndexOpener opener, IndexPlace place, KeptIndex kept, FunctionException fault) {
    return new ManagedIndex(opener, place, kept, null, fault);
  }

  /** Its name, as it was written. */
  public String name() {
    return kept.name();
  }

  /** What is known of it besides its entries. */
  KeptIndex kept() {
    return kept;
  }

  /** Where it lies. */
  IndexPlace place() {
    return place;
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
    return files.live();
  }

  /**
   * The same, to answer a query.
   *
   * @throws IndexingException.Faulty if it has failed
   */
  public LiveIndex answering() {
    need();
    LiveIndex now = files.live();
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

  private void need() {
    asked = true;
    lastNeeded = opener.tools().context().clock().instant();
    if (idle) {
      idle = false;
      tell(IndexEvent.PROMOTED_FROM_IDLE);
      wake();
    }
  }

  private void tell(IndexEvent event) {
    opener.tell(replacing ? Slots.REPLACEMENT + name() : name(), event);
  }

  /** When it was last asked, or opened. */
  Instant lastNeeded() {
    return lastNeeded;
  }

  /** Whether it was asked since it was opened. */
  boolean wasAsked() {
    return asked;
  }

  /** Whether it rests until it is asked again. */
  boolean isIdle() {
    return idle;
  }

  void rest() {
    idle = true;
    tell(IndexEvent.DEMOTED_TO_IDLE);
  }

  /** Its latest errors, the oldest first. */
  public List<IndexError> errors() {
    LiveIndex now = files.live();
    return now == null ? List.of() : now.errors().latest();
  }

  /** Why it answers nothing, where it has no entries. */
  public IndexingException fault() {
    String why = this + " cannot answer. " + files.fault();
    return awaitsEngine
        ? new IndexingException.Unavailable(why)
        : new IndexingException.Faulty(why);
  }

  /** Whether it is there in vain until something runs its scripts. */
  boolean awaitsEngine() {
    return awaitsEngine;
  }

  /** Whether searches lack something. */
  public boolean isStale() {
    LiveIndex now = files.live();
    return remakeWanted || !reopening.opened().isDone() || now == null || now.isStale();
  }

  boolean isPaused() {
    return paused;
  }

  void setPaused(boolean pause) {
    if (pause && !paused) {
      tell(IndexEvent.PAUSED);
    }
    paused = pause;
    wake();
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
    LiveIndex own = files.live();
    LiveIndex its = other.files.live();
    return own != null
        && (its == null || own.etag() >= its.etag() || !own.isStale())
        && !own.isUncommitted()
        && !remakeWanted
        && reopening.opened().isDone()
        && definition().state != State.ERROR;
  }

  /** Keeps a changed definition that makes the same entries. */
  void redefine(IndexDefinition changed) throws IOException {
    keep(old -> old.with(changed));
    wake();
  }

  private void keep(UnaryOperator<KeptIndex> change) throws IOException {
    synchronized (keeping) {
      KeptIndex next = change.apply(kept);
      place.keep(next);
      Redefinition.events(kept.definition(), next.definition()).forEach(this::tell);
      kept = next;
    }
  }

  private void tryToKeep(UnaryOperator<KeptIndex> change) {
    try {
      keep(change);
    } catch (IOException e) {
      LOG.log(WARNING, "The new state of " + this + " cannot be kept.", e);
    }
  }

  /** Has it made anew from the documents, soon. */
  public void remake() {
    reopening.begin();
    remakeWanted = true;
    wake();
  }

  /**
   * Done when it is not about to be made anew or opened again; what it had until then answers
   * nothing more. Not to be completed by others.
   */
  public CompletableFuture<Void> opened() {
    return reopening.opened();
  }

  /** Has its files read through, soon; if they are damaged, it is made anew. */
  void suspect() {
    if (suspicion.arises(opener.tools().context().nanoClock().getAsLong())) {
      wake();
    }
  }

  /** From now on there is no such index; its files are deleted soon. */
  void delete() throws IOException {
    place.disown();
    deleted = true;
    wake();
  }

  /** Has it look soon whether there is something to do. */
  void wake() {
    opener.tools().scheduler().wake(opener.database(), this);
  }

  /** Whether there is something to do that no change of a document tells of. */
  boolean isDue() {
    LiveIndex now = files.live();
    return files.isFailed() || (now != null && now.isDue());
  }

  private boolean works() {
    State state = definition().state;
    return !paused && !idle && state != State.DISABLED && state != State.ERROR;
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
    if (remakeWanted || isFoundDamaged()) {
      reopening.during(this::remakeNow);
    } else if (files.isFailed()) {
      reopening.during(files::mend);
    }
    LiveIndex now = files.live();
    return now != null && now.failure() == null && works() && step(now);
  }

  private boolean isFoundDamaged() {
    LiveIndex now = files.live();
    return now != null && suspicion.ends() && !now.isIntact();
  }

  private void remakeNow() {
    remakeWanted = false;
    files.remake();
    tryToKeep(old -> old.begunAnew(opener.tools().context().clock().instant()));
  }

  private boolean step(LiveIndex index) {
    long seen = index.refreshes();
    boolean more = index.step(slice());
    if (index.refreshes() > seen) {
      tell(IndexEvent.BATCH_COMPLETED);
    }
    if (index.errors().tooMany()) {
      LOG.log(WARNING, "{0} stops: too many documents fail in it.", this);
      tryToKeep(old -> old.with(State.ERROR));
      index.giveUp();
      return false;
    }
    if (index.failure() != null) {
      return Damage.isCauseOf(index.failure());
    }
    files.works();
    if (replacing && !more) {
      index.flush();
      opener.caughtUp().run();
    }
    return more;
  }

  /** Indexes take turns; what has a higher priority has longer ones. */
  private Duration slice() {
    Priority priority = definition().priority;
    return switch (priority == null ? Priority.NORMAL : priority) {
      case LOW -> Duration.ofMillis(50);
      case NORMAL -> Duration.ofMillis(200);
      case HIGH -> Duration.ofMillis(800);
    };
  }

  /** Ends its work between two steps, commits and closes it; deletes it, if that is wanted. */
  synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    files.close();
    reopening.end();
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
    return new IndexIdentity(opener.database(), name()).toString();
  }
}
