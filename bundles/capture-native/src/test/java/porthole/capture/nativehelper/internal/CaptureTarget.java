// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import porthole.capture.api.Availability;
import porthole.capture.api.CaptureException;
import porthole.capture.api.CaptureOptions;
import porthole.capture.api.CaptureRequest;
import porthole.capture.api.RawCapture;
import porthole.capture.api.RawFrame;
import porthole.capture.api.RawThread;
import porthole.lib.capture.grant.YamaRight;
import porthole.lib.capture.session.HelperBackend;
import porthole.lib.capture.symbols.ElfNames;

/**
 * A JVM that has itself captured by the helper, as the server has: told to by a line of its
 * standard input, it prints what was captured.
 *
 * <p>Arguments: the helper program, the number of busy threads.
 */
public final class CaptureTarget {
  private CaptureTarget() {}

  public static void main(String[] arguments) throws Exception {
    new ManyThreads().start(Integer.parseInt(arguments[1]));
    new Deoptimised().start();
    Path helper = Path.of(arguments[0]);
    HelperBinary binary = new HelperBinary(helper, Path.of("/nowhere"));
    ExecutorService threads = Executors.newCachedThreadPool(CaptureTarget::daemon);
    HelperBackend backend =
        new HelperBackend(
            new HelperBackend.Kind(binary, () -> Availability.YES, new ElfNames()),
            new YamaRight(YamaRight.YAMA),
            new HelperBackend.Threads(
                Executors.newSingleThreadExecutor(CaptureTarget::daemon), threads),
            System::nanoTime);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    say(out, "ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("mount")) {
        new MountedThread().start();
        say(out, "mounted");
        continue;
      }
      CaptureOptions options =
          new CaptureOptions(line.contains("native"), line.contains("consistent"));
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      try {
        print(out, backend.capture(new CaptureRequest(deadline, () -> {}, options)));
      } catch (CaptureException e) {
        say(out, "failed\t" + e.getMessage() + " " + e.fix());
      }
      say(out, "done");
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "capture");
    thread.setDaemon(true);
    return thread;
  }

  private static void say(PrintStream out, String line) {
    out.println(line.replace('\n', ' '));
    out.flush();
  }

  private static void print(PrintStream out, RawCapture capture) {
    out.println("missed\t" + capture.threadsMissed + "\t" + capture.skewNanos);
    capture.remarks.forEach(remark -> out.println("remark\t" + remark));
    capture.phaseNanos.forEach((name, nanos) -> out.println("phase\t" + name + "\t" + nanos));
    for (RawThread thread : capture.threads) {
      out.println(
          String.join(
              "\t",
              "thread",
              Long.toHexString(thread.javaThreadAddress),
              Long.toString(thread.osThreadId),
              String.valueOf(thread.stopped),
              Long.toString(thread.heldNanos),
              thread.incomplete,
              thread.name));
      thread.frames.forEach(frame -> out.println("frame\t" + text(frame)));
    }
  }

  /** As jstack has it, but for the module. */
  static String text(RawFrame frame) {
    if (frame.className().isEmpty()) {
      return frame.method() + " (" + frame.file() + ")";
    }
    String place =
        frame.line() == RawFrame.NATIVE_METHOD
            ? "Native Method"
            : frame.file().isEmpty()
                ? "Unknown Source"
                : frame.line() > 0 ? frame.file() + ":" + frame.line() : frame.file();
    return frame.className() + "." + frame.method() + "(" + place + ")";
  }
}
