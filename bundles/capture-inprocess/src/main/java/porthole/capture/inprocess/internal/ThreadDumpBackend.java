// SPDX-License-Identifier: Apache-2.0
package porthole.capture.inprocess.internal;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import porthole.capture.api.Availability;
import porthole.capture.api.CaptureBackend;
import porthole.capture.api.CaptureRequest;
import porthole.capture.api.RawCapture;
import porthole.capture.api.RawFrame;
import porthole.capture.api.RawLock;
import porthole.capture.api.RawThread;

/**
 * Asks this JVM for the dump of its own threads.
 *
 * <p>It always works while Java runs, but stops every thread at a safepoint, cannot be abandoned
 * while it does, and sees neither native frames nor the JVM's own threads: the last resort.
 */
@Component(
    property = {
      CaptureBackend.NAME + "=" + ThreadDumpBackend.BACKEND,
      "service.ranking:Integer=-1000"
    })
public final class ThreadDumpBackend implements CaptureBackend {
  static final String BACKEND = "inprocess";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @Override
  public Availability availability() {
    return Availability.YES;
  }

  @Override
  public RawCapture capture(CaptureRequest request) {
    RawCapture capture = new RawCapture();
    // Lists of the locks that threads hold are left out: the JVM walks its whole heap for them.
    ThreadInfo[] dump = threads.dumpAllThreads(false, false);
    request.taken().run();
    for (ThreadInfo info : dump) {
      capture.threads.add(thread(info));
    }
    capture.remarks.add(
        "Taken inside the JVM: all threads were stopped at a safepoint, where running code is seen"
            + " only at its next safepoint poll. Virtual threads, the JVM's own threads and native"
            + " frames are not in it.");
    return capture;
  }

  private static RawThread thread(ThreadInfo info) {
    RawThread thread = new RawThread();
    thread.threadId = info.getThreadId();
    thread.name = info.getThreadName();
    thread.state = info.getThreadState();
    thread.lock = lock(info);
    for (StackTraceElement element : info.getStackTrace()) {
      thread.frames.add(frame(element));
    }
    return thread;
  }

  private static RawFrame frame(StackTraceElement element) {
    int line =
        element.isNativeMethod() ? RawFrame.NATIVE_METHOD : Math.max(0, element.getLineNumber());
    String file = Objects.requireNonNullElse(element.getFileName(), "");
    return new RawFrame(element.getClassName(), element.getMethodName(), file, line);
  }

  private static @Nullable RawLock lock(ThreadInfo info) {
    LockInfo lock = info.getLockInfo();
    if (lock == null) {
      return null;
    }
    return new RawLock(
        lock.getClassName(),
        "0x" + Integer.toHexString(lock.getIdentityHashCode()),
        info.getThreadState() != Thread.State.BLOCKED,
        Math.max(0, info.getLockOwnerId()));
  }
}
