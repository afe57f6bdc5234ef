// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexError;
import porthole.indexing.internal.index.Damage;
import porthole.indexing.internal.index.IndexBlueprint;
import porthole.indexing.internal.index.LiveIndex;

/**
 * The files of an index, opened again where they fail: those that are damaged anew, others as they
 * are. Read by any thread, changed by one at a time.
 */
final class OpenFiles {
  private static final System.Logger LOG = System.getLogger("porthole.indexing");

  private static final long FIRST_PAUSE = Duration.ofSeconds(1).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofMinutes(1).toNanos();

  private final IndexOpener opener;
  private final IndexPlace place;
  private final @Nullable IndexBlueprint blueprint;

  private volatile @Nullable LiveIndex live;
  private volatile String fault;
  private volatile long failedAt;
  private volatile long pause = FIRST_PAUSE;

  /**
   * None so far.
   *
   * @param blueprint null: there is nothing to open, since its functions do not compile
   * @param fault why they are not open
   */
  OpenFiles(
      IndexOpener opener, IndexPlace place, @Nullable IndexBlueprint blueprint, String fault) {
    this.opener = opener;
    this.place = place;
    this.blueprint = blueprint;
    this.fault = fault;
  }

  /** What lies in them; null: they cannot be opened. */
  @Nullable LiveIndex live() {
    return live;
  }

  /** Why they are not open. */
  String fault() {
    return fault;
  }

  /** Opens them. */
  void open() {
    if (blueprint == null) {
      return;
    }
    LiveIndex before = live;
    List<IndexError> errors = before == null ? List.of() : before.errors().latest();
    try {
      LiveIndex opened = opener.open(place, blueprint);
      errors.forEach(opened.errors()::note);
      live = opened;
    } catch (IOException | RuntimeException e) {
      live = null;
      fault = "Its files cannot be opened: " + e;
      failedAt = now();
      LOG.log(WARNING, opener.describe(place) + " cannot be opened; that is tried again.", e);
    }
  }

  private long now() {
    return opener.tools().context().nanoClock().getAsLong();
  }

  /** Closes them, makes them anew and opens these. */
  void remake() {
    LOG.log(INFO, "{0} is made anew.", opener.describe(place));
    close();
    try {
      place.clear();
    } catch (IOException e) {
      LOG.log(WARNING, "Files of " + opener.describe(place) + " cannot be deleted.", e);
    }
    open();
  }

  /** Closes them; commits what searches see. */
  void close() {
    LiveIndex now = live;
    if (now != null) {
      now.close();
    }
  }

  /** Whether they have failed, so that {@link #mend} has something to do. */
  boolean isFailed() {
    LiveIndex now = live;
    return blueprint != null && (now == null || now.failure() != null);
  }

  /** After a failure: makes damaged files anew, opens others again when it is time. */
  void mend() {
    LiveIndex now = live;
    Throwable failure = now == null ? null : now.failure();
    if (Damage.isCauseOf(failure)) {
      LOG.log(WARNING, opener.describe(place) + " is damaged.", failure);
      remake();
    } else if (now() - failedAt >= pause) {
      failedAt = now();
      pause = Math.min(LONGEST_PAUSE, 2 * pause);
      close();
      open();
    }
  }

  /** All is well: the next failure is mended soon. */
  void works() {
    pause = FIRST_PAUSE;
  }
}
