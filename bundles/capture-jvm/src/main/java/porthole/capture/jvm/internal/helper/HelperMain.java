// SPDX-License-Identifier: Apache-2.0
package porthole.capture.jvm.internal.helper;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Timer;
import java.util.TimerTask;
import porthole.capture.api.RawCapture;
import porthole.capture.jvm.internal.dump.ThreadDump;
import porthole.lib.capture.frames.Conversation;
import porthole.lib.capture.frames.Failure;
import porthole.lib.capture.frames.FrameFormatV2;
import porthole.lib.capture.frames.Go;
import porthole.lib.capture.frames.Hello;

/**
 * The helper process: says hello, waits to be told to go, reads the threads of its parent through
 * the attach API, answers and ends.
 *
 * <p>It ends by itself, too, when its standard input closes or its time is over. Its standard
 * output carries frames and nothing else.
 */
public final class HelperMain {
  /** What it calls itself. */
  public static final String NAME = "jvm/1";

  static final int DONE = 0;
  static final int BROKEN_PIPE = 2;
  static final int SERVER_GONE = 3;
  static final int TIME_OVER = 4;
  private static final long WAIT_FOR_GO_MILLIS = 30_000;

  private HelperMain() {}

  /** Runs the helper; takes no arguments. */
  public static void main(String[] arguments) {
    // A file stream would seek when it is asked for many bytes, which a pipe cannot.
    InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    Timer timer = new Timer("deadline", true);
    try {
      TimerTask noGo = haltLater(timer, WAIT_FOR_GO_MILLIS);
      Conversation.writeHello(
          out, new Hello(NAME, ProcessHandle.current().pid(), parent(), FrameFormatV2.MAY_ATTACH));
      Go go = Conversation.readGo(in);
      noGo.cancel();
      haltLater(timer, Math.max(1, go.deadlineMillis()));
      haltWhenClosed(in);
      answer(out, go);
      halt(DONE);
    } catch (IOException e) {
      System.err.println("The helper could not talk to its server: " + e);
      halt(BROKEN_PIPE);
    }
  }

  private static void answer(OutputStream out, Go go) throws IOException {
    try {
      expectParent(go.serverPid());
      String dump = ParentDump.read(go.serverPid(), () -> Conversation.writeTaken(out));
      // A parent that was replaced meanwhile would have answered for another.
      expectParent(go.serverPid());
      RawCapture capture = ThreadDump.parse(dump);
      capture.skewNanos = 0;
      capture.remarks.add(
          "Taken through the attach API: all threads were stopped at a safepoint, where running"
              + " code is seen only at its next safepoint poll. Native frames are not in it.");
      Conversation.writeAnswer(out, capture);
    } catch (ParentDump.RefusedException e) {
      Conversation.writeFailure(out, new Failure(String.valueOf(e.getMessage()), e.fix()));
    }
  }

  private static void expectParent(long pid) throws ParentDump.RefusedException {
    if (parent() != pid) {
      throw new ParentDump.RefusedException(
          "The helper was told to look at process " + pid + ", but its parent is " + parent() + ".",
          "",
          null);
    }
  }

  private static long parent() {
    return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
  }

  private static TimerTask haltLater(Timer timer, long millis) {
    TimerTask task =
        new TimerTask() {
          @Override
          public void run() {
            halt(TIME_OVER);
          }
        };
    timer.schedule(task, millis);
    return task;
  }

  private static void haltWhenClosed(InputStream in) {
    Thread watcher =
        new Thread(
            () -> {
              try {
                while (in.read() >= 0) {
                  // Nothing more is to come: whatever does is of no interest.
                }
              } catch (IOException e) {
                // As good as closed.
              }
              halt(SERVER_GONE);
            },
            "stdin");
    watcher.setDaemon(true);
    watcher.start();
  }

  private static void halt(int status) {
    Runtime.getRuntime().halt(status);
  }
}
