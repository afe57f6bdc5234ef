// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import java.time.Instant;
import java.util.Set;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.api.IndexDefinition.State;
import porthole.indexing.api.IndexReport;
import porthole.indexing.api.IndexReport.Running;
import porthole.indexing.api.Indexes.Which;
import porthole.indexing.internal.index.Entries;
import porthole.indexing.internal.index.LiveIndex;

/** How indexes are. */
final class IndexReports {

  private IndexReports() {}

  static IndexReport of(ManagedIndex index) {
    IndexDefinition definition = index.definition();
    IndexReport report = new IndexReport();
    report.name = (index.isReplacing() ? Slots.REPLACEMENT : "") + definition.name;
    report.type = index.blueprint() == null ? IndexDefinition.Type.FAULTY : definition.type;
    report.lockMode = definition.lockMode == null ? report.lockMode : definition.lockMode;
    report.priority = definition.priority == null ? report.priority : definition.priority;
    report.state = state(index);
    report.running = running(index);
    report.stale = index.isStale();
    report.created = index.kept().created();
    report.lastQueried = index.wasAsked() ? index.lastNeeded() : null;
    LiveIndex live = index.live();
    if (live != null) {
      add(report, live);
    }
    return report;
  }

  private static State state(ManagedIndex index) {
    State state = index.isIdle() ? State.IDLE : index.definition().state;
    return index.live() == null ? State.ERROR : state == null ? State.NORMAL : state;
  }

  private static Running running(ManagedIndex index) {
    if (index.definition().state == State.DISABLED) {
      return Running.DISABLED;
    }
    return index.isPaused() ? Running.PAUSED : Running.RUNNING;
  }

  private static void add(IndexReport report, LiveIndex live) {
    report.etag = live.etag();
    Set<String> collections = live.collections();
    (collections.isEmpty() ? Set.of("@all_docs") : collections)
        .forEach(collection -> report.collections.put(collection, report.etag));
    report.entries = entries(live);
    report.mapAttempts = live.errors().tried();
    report.mapErrors = live.errors().failed();
    report.errors = live.errors().latest().size();
    report.lastIndexed = live.changedAt().equals(Instant.EPOCH) ? null : live.changedAt();
  }

  private static long entries(LiveIndex live) {
    try (Entries entries = live.entries()) {
      return entries.searcher().getIndexReader().numDocs();
    } catch (org.apache.lucene.store.AlreadyClosedException e) {
      return 0;
    }
  }

  static boolean isMeant(ManagedIndex index, Which which) {
    boolean reduces =
        switch (index.definition().type) {
          case AUTO_MAP_REDUCE, MAP_REDUCE, JAVA_SCRIPT_MAP_REDUCE -> true;
          default -> false;
        };
    return which == Which.ALL || reduces == (which == Which.MAP_REDUCE);
  }
}
