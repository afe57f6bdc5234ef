// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.DatabaseInfo;
import porthole.storage.api.DatabaseState;

/** Says in a {@link DatabaseInfo} what can be seen of a database from outside. Keeps nothing. */
final class InfoBuilder {
  private final StorageContext context;
  private final LoadQueue loads;

  InfoBuilder(StorageContext context, LoadQueue loads) {
    this.context = context;
    this.loads = loads;
  }

  /** Fills in what is known without looking at an open database. */
  static void remember(DatabaseInfo info, Remembered remembered) {
    count(info, remembered.report());
    info.endedWithoutUnload = remembered.endedWithoutUnload();
  }

  private static void count(DatabaseInfo info, Report report) {
    info.documents = report.documents();
    info.tombstones = report.tombstones();
    info.lastEtag = report.lastEtag();
    info.sizeOnDiskBytes = report.sizeOnDiskBytes();
    info.asOf = report.asOf();
  }

  /** Fills in the rest. */
  void describe(DatabaseInfo info, @Nullable OpenDatabase open, Instant now) {
    if (open != null) {
      count(info, open.report(now));
      info.endedWithoutUnload = false;
      use(info, open.usage(), now);
    }
    switch (info.state) {
      case LOADED -> loaded(info, open);
      case LOADING -> loading(info);
      case UNLOADING -> info.doing = unloading(open);
      default -> {}
    }
    if (info.state != DatabaseState.LOADED) {
      info.keptLoaded.add("It is not loaded; its state is " + info.state + ".");
    }
  }

  private static void use(DatabaseInfo info, Usage usage, Instant now) {
    info.uses = usage.uses();
    info.lastUsed = now.minusNanos(usage.unusedNanos());
    if (usage.sinceWorkNanos() >= 0) {
      info.lastWork = now.minusNanos(usage.sinceWorkNanos());
    }
  }

  private void loading(DatabaseInfo info) {
    info.loadQueuePosition = loads.position(info.name);
    info.doing =
        info.loadQueuePosition > 0
            ? "waiting for its turn to be loaded, as number " + info.loadQueuePosition
            : "being loaded";
  }

  private static String unloading(@Nullable OpenDatabase leaving) {
    if (leaving == null) {
      return "closing files";
    }
    Usage usage = leaving.usage();
    if (usage.uses() + usage.operations() == 0) {
      return "closing files";
    }
    return String.format(
        Locale.ROOT,
        "waiting for %d uses and %d operations under way",
        usage.uses(),
        usage.operations());
  }

  // One that has failed while it served says so, although its files are still open.
  private void loaded(DatabaseInfo info, @Nullable OpenDatabase open) {
    if (!info.failure.isEmpty()) {
      info.state = DatabaseState.FAILED;
      info.doing = "serving what it still can, until it is loaded afresh at its next use";
    }
    if (open == null) {
      return;
    }
    Usage usage = open.usage();
    if (usage.uses() > 0) {
      info.keptLoaded.add(usage.uses() + " uses last, such as requests in flight.");
    }
    if (usage.operations() > 0) {
      info.keptLoaded.add(usage.operations() + " operations are under way.");
    }
    Duration kept = context.policy().get().keptUnused(info.sizeOnDiskBytes);
    Duration unused = Duration.ofNanos(usage.unusedNanos());
    if (unused.compareTo(kept) < 0) {
      info.keptLoaded.add(
          "It was used "
              + unused.toSeconds()
              + " s ago; one of its size is unloaded when it was not used for "
              + kept.toSeconds()
              + " s.");
    }
  }
}
