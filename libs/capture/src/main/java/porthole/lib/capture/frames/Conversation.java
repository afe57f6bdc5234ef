// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.frames;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import porthole.capture.api.CaptureOptions;
import porthole.capture.api.RawCapture;

/**
 * What server and helper say to each other, in its order: hello, go, taken, then an answer or a
 * failure.
 */
public final class Conversation {
  private Conversation() {}

  /** The helper's first word. */
  public static void writeHello(OutputStream out, Hello hello) throws IOException {
    PayloadWriter payload = new PayloadWriter().text(hello.name()).u64(hello.pid());
    payload.u64(hello.parentPid()).u32(hello.may());
    Facts.write(hello.facts(), payload);
    Frames.write(out, FrameFormatV2.HELLO, payload.toBuffer());
  }

  /** Waits for the helper's first word. */
  public static Hello readHello(InputStream in) throws IOException {
    PayloadReader payload = read(in, FrameFormatV2.HELLO);
    Hello hello =
        new Hello(payload.text(), payload.u64(), payload.u64(), payload.i32(), Facts.read(payload));
    payload.end();
    return hello;
  }

  /** Tells the helper to begin. */
  public static void writeGo(OutputStream out, Go go) throws IOException {
    PayloadWriter payload = new PayloadWriter().u64(go.serverPid()).u32(go.deadlineMillis());
    payload.u32(
        (go.options().nativeFrames() ? FrameFormatV2.WANT_NATIVE : 0)
            | (go.options().consistent() ? FrameFormatV2.WANT_CONSISTENT : 0));
    Frames.write(out, FrameFormatV2.GO, payload.toBuffer());
  }

  /** Waits to be told to begin. */
  public static Go readGo(InputStream in) throws IOException {
    PayloadReader payload = read(in, FrameFormatV2.GO);
    long server = payload.u64();
    int deadline = payload.i32();
    int wanted = payload.i32();
    payload.end();
    return new Go(
        server,
        deadline,
        new CaptureOptions(
            (wanted & FrameFormatV2.WANT_NATIVE) != 0,
            (wanted & FrameFormatV2.WANT_CONSISTENT) != 0));
  }

  /** The helper has taken the stacks, and is about to make sense of them. */
  public static void writeTaken(OutputStream out) throws IOException {
    Frames.write(out, FrameFormatV2.TAKEN, new PayloadWriter().toBuffer());
  }

  /** The helper's last word, when it has seen the threads. */
  public static void writeAnswer(OutputStream out, RawCapture capture) throws IOException {
    Frames.write(out, FrameFormatV2.ANSWER, AnswerCodec.encode(capture));
  }

  /** The helper's last word, when it has not. */
  public static void writeFailure(OutputStream out, Failure failure) throws IOException {
    PayloadWriter payload = new PayloadWriter().text(failure.reason()).text(failure.fix());
    Facts.write(failure.facts(), payload);
    Frames.write(out, FrameFormatV2.FAILURE, payload.toBuffer());
  }

  /**
   * Waits for the helper's last word.
   *
   * @param taken run when the helper says that it has taken the stacks, if it does
   * @param names names the native frames
   * @throws HelperFailedException when it is a failure
   */
  public static RawCapture readAnswer(InputStream in, Runnable taken, NativeNames names)
      throws IOException, HelperFailedException {
    Frames.Frame frame = Frames.read(in);
    if (frame.type() == FrameFormatV2.TAKEN) {
      new PayloadReader(frame.payload()).end();
      taken.run();
      frame = Frames.read(in);
    }
    if (frame.type() == FrameFormatV2.FAILURE) {
      PayloadReader payload = new PayloadReader(frame.payload());
      Failure failure = new Failure(payload.text(), payload.text(), Facts.read(payload));
      payload.end();
      throw new HelperFailedException(failure);
    }
    expect(FrameFormatV2.ANSWER, frame.type());
    return AnswerCodec.decode(frame.payload(), names);
  }

  private static PayloadReader read(InputStream in, int type) throws IOException {
    Frames.Frame frame = Frames.read(in);
    expect(type, frame.type());
    return new PayloadReader(frame.payload());
  }

  private static void expect(int expected, int actual) throws MalformedFrameException {
    if (actual != expected) {
      throw new MalformedFrameException(
          "A frame of type " + actual + " came, expected type " + expected + ".");
    }
  }
}
