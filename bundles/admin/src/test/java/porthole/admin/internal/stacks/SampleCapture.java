// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.stacks;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import porthole.capture.api.CaptureReport;
import porthole.capture.api.RawFrame;
import porthole.capture.api.RawLock;
import porthole.capture.api.ReportedFrame;
import porthole.capture.api.ReportedThread;
import porthole.capture.api.ThreadIdentity;

/** A capture with a writer, another that waits for it, two idle threads and one of the JVM's. */
final class SampleCapture {
  static final ReportedFrame PARK =
      new ReportedFrame(
          new RawFrame("java.util.concurrent.locks.LockSupport", "park", "LockSupport.java", 211),
          "");
  static final ReportedFrame COMMIT =
      new ReportedFrame(
          new RawFrame("porthole.storage.internal.Merger", "commit", "Merger.java", 88),
          "porthole.storage/0.1.0");

  private SampleCapture() {}

  static CaptureReport report() {
    CaptureReport report = new CaptureReport();
    report.backend = "inprocess";
    report.startedAt = Instant.parse("2026-11-22T03:00:00.123456Z");
    report.wallMicros = 12_345;
    report.threadsMissed = 1;
    report.fallbacks.add(new CaptureReport.Fallback("jvm", "no JDK", "Install a JDK."));
    report.remarks.add("One remark.");
    report.threads.addAll(List.of(writer(), waiter(), idle(30, "pool-1"), idle(31, "pool-2")));
    report.threads.add(jvmsOwn());
    return report;
  }

  static ReportedThread writer() {
    ReportedThread thread = thread(20, 1020, "http-1", COMMIT);
    thread.state = Thread.State.RUNNABLE;
    thread.recentCpuPercent = 87.654321;
    thread.cpuNanos = 3_723_004_500_000L;
    thread.userNanos = 3_723_000_000_000L;
    Map<String, Object> activity = new LinkedHashMap<>();
    activity.put("Kind", "TRANSACTION");
    activity.put("Database", "demo");
    activity.put("ElapsedMilliseconds", 1.5);
    thread.fields.put("Activity", activity);
    return thread;
  }

  static ReportedThread waiter() {
    ReportedThread thread = thread(21, 1021, "http-2", PARK, COMMIT);
    thread.state = Thread.State.BLOCKED;
    thread.lock = new RawLock("porthole.storage.internal.Merger", "0x1", false, 20);
    thread.lockOwnerName = "http-1";
    thread.incomplete = "the deadline passed";
    return thread;
  }

  static ReportedThread idle(long id, String name) {
    ReportedThread thread = thread(id, 1000 + id, name, PARK);
    thread.state = Thread.State.WAITING;
    return thread;
  }

  private static ReportedThread jvmsOwn() {
    ReportedThread thread = thread(0, 1002, "GC Thread#0");
    thread.nativeThread = true;
    return thread;
  }

  private static ReportedThread thread(long id, long osId, String name, ReportedFrame... frames) {
    ReportedThread thread = new ReportedThread();
    thread.identity = new ThreadIdentity(id, osId, 0, name);
    thread.frames.addAll(List.of(frames));
    return thread;
  }
}
