// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import porthole.capture.api.CaptureException;
import porthole.capture.api.ReportedThread;
import porthole.capture.api.ThreadEnricher;
import porthole.capture.api.ThreadIdentity;
import porthole.capture.internal.join.FieldValues;

/** Asks each enricher in turn; one that fails leaves its field out, with a remark. */
final class EnricherRun {
  private static final Duration LIMIT = Duration.ofMillis(500);

  private final GuestCalls calls;
  private final LongSupplier monotonicNanos;
  private final List<Guest<ThreadEnricher>> enrichers;

  EnricherRun(
      GuestCalls calls, LongSupplier monotonicNanos, List<Guest<ThreadEnricher>> enrichers) {
    this.calls = calls;
    this.monotonicNanos = monotonicNanos;
    this.enrichers = enrichers;
  }

  /** Adds the fields to {@code threads}; what is missing afterwards goes to {@code remarks}. */
  void enrich(List<ReportedThread> threads, List<String> remarks, long deadlineNanos) {
    List<ThreadIdentity> identities = new ArrayList<>(threads.size());
    for (ReportedThread thread : threads) {
      identities.add(thread.identity);
    }
    Set<String> done = new HashSet<>();
    for (Guest<ThreadEnricher> enricher : enrichers) {
      if (!done.add(enricher.name())) {
        remarks.add(
            "A second enricher named " + enricher.name() + " was left out: " + enricher.bundle());
        continue;
      }
      try {
        add(enricher.name(), ask(enricher, List.copyOf(identities), deadlineNanos), threads);
      } catch (CaptureException e) {
        remarks.add("The field " + enricher.name() + " is missing: " + e.getMessage());
      }
    }
  }

  private Map<Long, Object> ask(
      Guest<ThreadEnricher> enricher, List<ThreadIdentity> identities, long deadlineNanos)
      throws CaptureException {
    long left = Math.max(0, deadlineNanos - monotonicNanos.getAsLong());
    Duration limit = Duration.ofNanos(Math.min(LIMIT.toNanos(), left));
    // The copy is made on the enricher's thread: its maps may be as slow as itself.
    return calls.call(
        enricher, limit, () -> FieldValues.copy(enricher.service().enrich(identities)));
  }

  private static void add(String field, Map<Long, Object> values, List<ReportedThread> threads) {
    for (ReportedThread thread : threads) {
      Object value = values.get(thread.identity.threadId());
      if (value != null && thread.identity.threadId() != 0) {
        thread.fields.put(field, value);
      }
    }
  }
}
