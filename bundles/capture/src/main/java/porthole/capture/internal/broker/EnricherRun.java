// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /**
   * What the enrichers said.
   *
   * @param values by field, then by thread id
   * @param remarks why fields are missing
   */
  record Fields(Map<String, Map<Long, Object>> values, List<String> remarks) {

    static Fields none(String remark) {
      return new Fields(Map.of(), List.of(remark));
    }

    /** Adds the fields to {@code threads}. */
    void addTo(List<ReportedThread> threads) {
      for (ReportedThread thread : threads) {
        for (Map.Entry<String, Map<Long, Object>> field : values.entrySet()) {
          Object value = field.getValue().get(thread.identity.threadId());
          if (value != null && thread.identity.threadId() != 0) {
            thread.fields.put(field.getKey(), value);
          }
        }
      }
    }
  }

  /** Asks all of them about {@code threads}. */
  Fields ask(List<ThreadIdentity> threads, long deadlineNanos) {
    Map<String, Map<Long, Object>> values = new HashMap<>();
    List<String> remarks = new ArrayList<>();
    for (Guest<ThreadEnricher> enricher : enrichers) {
      if (values.containsKey(enricher.name())) {
        remarks.add(
            "A second enricher named " + enricher.name() + " was left out: " + enricher.bundle());
        continue;
      }
      try {
        values.put(enricher.name(), ask(enricher, threads, deadlineNanos));
      } catch (CaptureException e) {
        remarks.add("The field " + enricher.name() + " is missing: " + e.getMessage());
      }
    }
    return new Fields(values, remarks);
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
}
