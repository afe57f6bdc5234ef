// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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
 * standard input, it prints what was captured. Words in that line: {@code native}, {@code
 * consistent}; {@code held} has it say which process its helper is, and wait for another line
 * before it grants the right to look.
 *
 * <p>Arguments: the helper program, the number of busy threads, and {@code churn} for those of
 * {@link Churn} instead of {@link ManyThreads}.
 */
public final class CaptureTarget {
  private CaptureTarget() {}

  public static void main(String[] arguments) throws Exception {
    int busy = Integer.parseInt(arguments[1]);
    if (arguments.length > 2) {
      new Churn().start(busy);
    } else {
      new ManyThreads().start(busy);
      new Deoptimised().start();
    }
    Path helper = Path.of(arguments[0]);
    RecordedHelper binary = new RecordedHelper(new HelperBinary(helper, Path.of("/nowhere")));
    HeldRight right = new HeldRight(new YamaRight(YamaRight.YAMA));
    ExecutorService threads = Executors.newCachedThreadPool(CaptureTarget::daemon);
    HelperBackend backend =
        new HelperBackend(
            new HelperBackend.Kind(binary, () -> Availability.YES, new ElfNames()),
            right,
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
      right.before(line.contains("held") ? pid -> hold(pid, in, out) : pid -> {});
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      try {
        print(
            out, backend.capture(new CaptureRequest(deadline, () -> {}, options)), binary.places());
      } catch (CaptureException e) {
        say(out, "failed\t" + e.getMessage() + " " + e.fix());
      }
      say(out, "done");
    }
  }

  private static void hold(long helper, BufferedReader in, PrintStream out) {
    say(out, "helper\t" + helper);
    try {
      in.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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

  private static void print(PrintStream out, RawCapture capture, List<List<Long>> places) {
    out.println("missed\t" + capture.threadsMissed + "\t" + capture.skewNanos);
    capture.remarks.forEach(remark -> out.println("remark\t" + remark));
    capture.phaseNanos.forEach((name, nanos) -> out.println("phase\t" + name + "\t" + nanos));
    for (int i = 0; i < capture.threads.size(); i++) {
      print(out, capture.threads.get(i), places.get(i));
    }
  }

  private static void print(PrintStream out, RawThread thread, List<Long> places) {
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
    for (int i = 0; i < thread.frames.size(); i++) {
      RawFrame frame = thread.frames.get(i);
      out.println(
          String.join(
              "\t",
              "frame",
              text(frame),
              frame.className(),
              frame.method(),
              Integer.toString(frame.line()),
              Long.toString(places.get(i))));
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
