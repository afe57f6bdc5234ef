// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import porthole.capture.api.RawCapture;
import porthole.capture.api.RawThread;
import porthole.lib.capture.frames.Conversation;
import porthole.lib.capture.frames.Failure;
import porthole.lib.capture.frames.Hello;

/** A helper that behaves as its argument says. */
public final class FakeHelper {
  private FakeHelper() {}

  static Process start(String behaviour) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            FakeHelper.class.getName(),
            behaviour)
        .start();
  }

  public static void main(String[] arguments) throws Exception {
    OutputStream out = System.out;
    long pid = ProcessHandle.current().pid();
    switch (arguments[0]) {
      case "silent" -> hang();
      case "dies" -> {
        System.err.println("out of biscuits");
        System.exit(7);
      }
      case "garbage" ->
          out.write("garbage of more than a header\n".getBytes(StandardCharsets.US_ASCII));
      case "wrong pid" -> Conversation.writeHello(out, new Hello("fake", pid + 1, 1, 0));
      default -> afterHello(out, pid, arguments[0]);
    }
    out.flush();
    hang();
  }

  private static void afterHello(OutputStream out, long pid, String behaviour) throws Exception {
    Conversation.writeHello(out, new Hello("fake", pid, 1, 0));
    out.flush();
    Conversation.readGo(System.in);
    switch (behaviour) {
      case "answers and stays" -> Conversation.writeAnswer(out, capture());
      case "answers" -> {
        Conversation.writeAnswer(out, capture());
        out.flush();
        System.exit(0);
      }
      case "fails" -> Conversation.writeFailure(out, new Failure("no luck", "get some"));
      case "half an answer" -> {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        Conversation.writeAnswer(whole, capture());
        out.write(Arrays.copyOf(whole.toByteArray(), whole.size() / 2));
        out.flush();
        System.exit(0);
      }
      case "has a child" -> {
        new ProcessBuilder("sleep", "600").inheritIO().start();
        System.err.println("forked");
      }
      case "floods" -> {
        for (int i = 0; i < 100_000; i++) {
          System.err.println("a line that nobody wants to read");
        }
        Conversation.writeAnswer(out, capture());
      }
      default -> throw new IllegalArgumentException(behaviour);
    }
  }

  private static RawCapture capture() {
    RawThread thread = new RawThread();
    thread.name = "seen by the fake";
    RawCapture capture = new RawCapture();
    capture.threads.add(thread);
    return capture;
  }

  private static void hang() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
