// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.stacks;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import porthole.admin.internal.web.JsonAnswer;
import porthole.capture.api.CaptureReport;
import porthole.capture.api.ReportedThread;
import porthole.capture.api.VirtualThreads;

/** A capture in RavenDB's shape: {@code {"Results", "Threads"}}, and our {@code "Capture"}. */
final class StackTraceAnswer implements JsonAnswer.Body {
  private final CaptureReport report;
  private final ThreadFilter filter;
  private final List<String> remarks;
  private final ThreadIds ids;

  /**
   * An answer.
   *
   * @param remarks what is to be said beside the report's own remarks
   */
  StackTraceAnswer(CaptureReport report, ThreadFilter filter, List<String> remarks) {
    this.report = report;
    this.filter = filter;
    this.remarks = remarks;
    this.ids = ThreadIds.fitting(report.threads);
  }

  @Override
  public void writeTo(JsonWriter json) throws IOException {
    List<ReportedThread> threads = filter.apply(report.threads, ids);
    json.beginObject();
    json.name("Results").beginArray();
    if (filter.takesAll()) {
      writeMerged(json, threads);
    } else {
      writeEach(json, threads);
    }
    json.endArray();
    json.name("Threads").beginArray();
    ThreadJson threadJson = new ThreadJson(json, ids);
    for (ReportedThread thread : threads) {
      threadJson.write(thread);
    }
    json.endArray();
    VirtualThreads virtual = report.virtualThreads;
    if (virtual != null && filter.takesAll()) {
      VirtualThreadsJson.write(json, virtual);
    }
    writeCapture(json);
    json.endObject();
  }

  private void writeMerged(JsonWriter json, List<ReportedThread> threads) throws IOException {
    for (MergedStack stack : MergedStack.merge(threads)) {
      json.beginObject().name("ThreadIds").beginArray();
      for (ReportedThread thread : stack.threads()) {
        json.value(ids.of(thread));
      }
      json.endArray();
      Frames.write(json, stack.frames());
      json.name("NativeThreads").value(stack.nativeThreads()).endObject();
    }
  }

  private void writeEach(JsonWriter json, List<ReportedThread> threads) throws IOException {
    for (ReportedThread thread : threads) {
      json.beginObject();
      json.name("Id").value(ids.of(thread));
      json.name("OSThreadId").value(thread.identity.osThreadId());
      json.name("ManagedThreadId").value(thread.identity.threadId());
      json.name("IsNative").value(thread.nativeThread);
      json.name("ThreadType").value(type(thread));
      Frames.write(json, thread.frames);
      json.endObject();
    }
  }

  private void writeCapture(JsonWriter json) throws IOException {
    json.name("Capture").beginObject();
    json.name("Backend").value(report.backend);
    json.name("StartedAt").value(report.startedAt.toString());
    json.name("WallMilliseconds").value(report.wallMicros / 1000.0);
    json.name("ThreadsSeen").value(report.threads.size());
    json.name("ThreadsMissed").value(report.threadsMissed);
    writeHolds(json);
    json.name("ThreadIdKind").value(ids.kind().name().toLowerCase(Locale.ROOT));
    json.name("Fallbacks").beginArray();
    for (CaptureReport.Fallback fallback : report.fallbacks) {
      json.beginObject();
      json.name("Backend").value(fallback.backend());
      json.name("Reason").value(fallback.reason());
      json.name("Fix").value(fallback.fix());
      json.endObject();
    }
    json.endArray().name("Remarks").beginArray();
    for (String remark : allRemarks()) {
      json.value(remark);
    }
    json.endArray().endObject();
  }

  /** What the capture cost the threads, as far as the backend says. */
  private void writeHolds(JsonWriter json) throws IOException {
    List<ReportedThread> told =
        report.threads.stream().filter(thread -> thread.stopped != null).toList();
    if (!told.isEmpty()) {
      LongSummaryStatistics held =
          told.stream()
              .filter(thread -> Boolean.TRUE.equals(thread.stopped))
              .mapToLong(thread -> thread.heldNanos)
              .summaryStatistics();
      json.name("ThreadsStopped").value(held.getCount());
      json.name("LongestHoldMicroseconds").value(Math.max(0, held.getMax()) / 1000.0);
      json.name("SumOfHoldsMicroseconds").value(held.getSum() / 1000.0);
    }
    if (report.skewNanos >= 0) {
      json.name("SkewMicroseconds").value(report.skewNanos / 1000.0);
    }
    if (!report.phaseNanos.isEmpty()) {
      json.name("PhaseMicroseconds").beginObject();
      for (Map.Entry<String, Long> phase : report.phaseNanos.entrySet()) {
        json.name(phase.getKey()).value(phase.getValue() / 1000.0);
      }
      json.endObject();
    }
  }

  private List<String> allRemarks() {
    List<String> all = new ArrayList<>(report.remarks);
    all.addAll(remarks);
    all.addAll(filter.remarks(report.threads, ids));
    report.threads.stream()
        .flatMap(thread -> thread.fields.keySet().stream())
        .distinct()
        .filter(ThreadJson.RESERVED::contains)
        .forEach(name -> all.add("The enricher '" + name + "' is left out: that field is taken."));
    return all;
  }

  private static String type(ReportedThread thread) {
    String name = thread.identity.name();
    if (thread.nativeThread) {
      return name.startsWith("GC ") || name.startsWith("G1 ") ? "GC" : "Native";
    }
    return name.equals("Finalizer") ? "Finalizer" : "Other";
  }
}
