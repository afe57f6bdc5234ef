// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.stacks;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import porthole.capture.api.RawLock;
import porthole.capture.api.ReportedThread;

/** One element of {@code Threads}: RavenDB's fields first, then ours, then the enrichers'. */
final class ThreadJson {

  /** What an enricher cannot say, because it is said already. */
  static final Set<String> RESERVED =
      Set.of(
          "Id",
          "ManagedThreadId",
          "Name",
          "CpuUsage",
          "Duration",
          "TotalProcessorTime",
          "PrivilegedProcessorTime",
          "UserProcessorTime",
          "State",
          "Condition",
          "JavaState",
          "OSThreadId",
          "IsNative",
          "Lock",
          "Completeness",
          "Stopped",
          "HeldMicroseconds");

  private final JsonWriter json;
  private final ThreadIds ids;

  ThreadJson(JsonWriter json, ThreadIds ids) {
    this.json = json;
    this.ids = ids;
  }

  void write(ReportedThread thread) throws IOException {
    json.beginObject();
    json.name("Id").value(ids.of(thread));
    json.name("ManagedThreadId").value(thread.identity.threadId());
    json.name("OSThreadId").value(thread.identity.osThreadId());
    json.name("Name").value(thread.identity.name());
    json.name("IsNative").value(thread.nativeThread);
    json.name("State").value(state(thread.state));
    json.name("JavaState").value(thread.state == null ? null : thread.state.name());
    json.name("Condition").value(Conditions.of(thread).word());
    writeCpu(thread);
    writeLock(thread);
    writeCompleteness(thread.incomplete);
    if (thread.stopped != null) {
      json.name("Stopped").value(thread.stopped);
      json.name("HeldMicroseconds").value(thread.heldNanos / 1000.0);
    }
    for (Map.Entry<String, Object> field : thread.fields.entrySet()) {
      if (!RESERVED.contains(field.getKey())) {
        json.name(field.getKey());
        PlainValues.write(json, field.getValue());
      }
    }
    json.endObject();
  }

  private void writeCpu(ReportedThread thread) throws IOException {
    json.name("CpuUsage");
    if (thread.recentCpuPercent < 0 || !Double.isFinite(thread.recentCpuPercent)) {
      json.nullValue();
    } else {
      json.value(Math.round(thread.recentCpuPercent * 100) / 100.0);
    }
    if (thread.cpuNanos >= 0) {
      json.name("Duration").value(TimeUnit.NANOSECONDS.toMicros(thread.cpuNanos) / 1000.0);
      json.name("TotalProcessorTime").value(TimeSpan.ofNanos(thread.cpuNanos));
      if (thread.userNanos >= 0) {
        // The two are sampled one after the other: user time may be ahead by a tick.
        long kernelNanos = Math.max(0, thread.cpuNanos - thread.userNanos);
        json.name("PrivilegedProcessorTime").value(TimeSpan.ofNanos(kernelNanos));
        json.name("UserProcessorTime").value(TimeSpan.ofNanos(thread.userNanos));
      }
    }
  }

  private void writeLock(ReportedThread thread) throws IOException {
    @Nullable RawLock lock = thread.lock;
    if (lock == null) {
      return;
    }
    json.name("Lock").beginObject();
    json.name("Class").value(lock.className());
    json.name("Identity").value(lock.identity());
    json.name("Waiting").value(lock.waiting());
    if (lock.ownerThreadId() > 0) {
      json.name("OwnerId").value(ids.ofJava(lock.ownerThreadId()));
      json.name("OwnerManagedThreadId").value(lock.ownerThreadId());
      json.name("OwnerName").value(thread.lockOwnerName);
    }
    json.endObject();
  }

  private void writeCompleteness(String incomplete) throws IOException {
    json.name("Completeness").beginObject();
    json.name("Complete").value(incomplete.isEmpty());
    if (!incomplete.isEmpty()) {
      json.name("Reason").value(incomplete);
    }
    json.endObject();
  }

  /** In the words of .NET's ThreadState, which RavenDB uses. */
  private static String state(Thread.@Nullable State state) {
    if (state == null) {
      return "Unknown";
    }
    return switch (state) {
      case NEW -> "Initialized";
      case RUNNABLE -> "Running";
      case BLOCKED, WAITING, TIMED_WAITING -> "Wait";
      case TERMINATED -> "Terminated";
    };
  }
}
