// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.frames;

import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.capture.api.RawCapture;
import porthole.capture.api.RawFrame;
import porthole.capture.api.RawLock;
import porthole.capture.api.RawThread;

/** Turns a capture into the payload of an answer, and back. */
final class AnswerCodec {
  private static final int SMALLEST_THREAD = 64;
  private static final int SMALLEST_FRAME = 25;
  private static final int SMALLEST_PHASE = 12;

  private AnswerCodec() {}

  static ByteBuffer encode(RawCapture capture) {
    Texts texts = new Texts();
    PayloadWriter threads = new PayloadWriter();
    threads.u32(capture.remarks.size());
    capture.remarks.forEach(remark -> threads.u32(texts.number(remark)));
    threads.u64(capture.skewNanos);
    threads.u32(capture.phaseNanos.size());
    capture.phaseNanos.forEach((name, nanos) -> threads.u32(texts.number(name)).u64(nanos));
    threads.u32(capture.threads.size());
    for (RawThread thread : capture.threads) {
      encode(thread, texts, threads);
    }
    PayloadWriter payload = new PayloadWriter().u32(capture.threadsMissed);
    texts.write(payload);
    return payload.append(threads).toBuffer();
  }

  private static void encode(RawThread thread, Texts texts, PayloadWriter out) {
    out.u64(thread.threadId).u64(thread.osThreadId).u64(thread.javaThreadAddress);
    out.u8(thread.nativeThread ? 1 : 0);
    out.u8(thread.state == null ? 0 : stateCode(thread.state));
    out.u32(texts.number(thread.name)).u32(texts.number(thread.incomplete));
    out.u8(readingCode(thread.stopped)).u64(thread.heldNanos);
    encode(thread.lock, texts, out);
    out.u32(thread.frames.size());
    for (RawFrame frame : thread.frames) {
      boolean isNative = frame.className().isEmpty();
      out.u8(isNative ? FrameFormatV2.NATIVE_FRAME : FrameFormatV2.JAVA_FRAME);
      out.u32(texts.number(frame.className()));
      out.u32(texts.number(frame.method()));
      out.u32(texts.number(frame.file()));
      out.u32(frame.line());
      out.u64(FrameFormatV2.NO_PLACE);
    }
  }

  private static void encode(@Nullable RawLock lock, Texts texts, PayloadWriter out) {
    if (lock == null) {
      out.u8(FrameFormatV2.NO_LOCK).u32(0).u32(0).u64(0);
      return;
    }
    out.u8(lock.waiting() ? FrameFormatV2.WAITING : FrameFormatV2.ENTERING);
    out.u32(texts.number(lock.className())).u32(texts.number(lock.identity()));
    out.u64(lock.ownerThreadId());
  }

  static RawCapture decode(ByteBuffer payload, NativeNames names) throws MalformedFrameException {
    PayloadReader in = new PayloadReader(payload);
    RawCapture capture = new RawCapture();
    capture.threadsMissed = in.i32();
    Texts texts = Texts.read(in);
    for (int left = in.count(4); left > 0; left--) {
      capture.remarks.add(texts.text(in.i32()));
    }
    capture.skewNanos = in.u64();
    phases(in, texts, capture.phaseNanos);
    for (int left = in.count(SMALLEST_THREAD); left > 0; left--) {
      capture.threads.add(thread(in, texts, names));
    }
    in.end();
    capture.remarks.addAll(names.remarks());
    return capture;
  }

  private static void phases(PayloadReader in, Texts texts, Map<String, Long> phases)
      throws MalformedFrameException {
    int count = in.count(SMALLEST_PHASE);
    if (count > FrameFormatV2.MAX_PHASES) {
      throw new MalformedFrameException("A helper claims " + count + " phases.");
    }
    for (int left = count; left > 0; left--) {
      phases.merge(texts.text(in.i32()), in.u64(), Long::sum);
    }
  }

  private static RawThread thread(PayloadReader in, Texts texts, NativeNames names)
      throws MalformedFrameException {
    RawThread thread = new RawThread();
    thread.threadId = in.u64();
    thread.osThreadId = in.u64();
    thread.javaThreadAddress = in.u64();
    thread.nativeThread = in.u8() == 1;
    thread.state = state(in.u8());
    thread.name = texts.text(in.i32());
    thread.incomplete = texts.text(in.i32());
    thread.stopped = stopped(in.u8());
    thread.heldNanos = in.u64();
    thread.lock = lock(in, texts);
    for (int left = in.count(SMALLEST_FRAME); left > 0; left--) {
      thread.frames.add(frame(in, texts, names));
    }
    return thread;
  }

  private static RawFrame frame(PayloadReader in, Texts texts, NativeNames names)
      throws MalformedFrameException {
    int kind = in.u8();
    RawFrame frame =
        new RawFrame(texts.text(in.i32()), texts.text(in.i32()), texts.text(in.i32()), in.i32());
    long place = in.u64();
    return switch (kind) {
      case FrameFormatV2.JAVA_FRAME -> frame;
      case FrameFormatV2.NATIVE_FRAME -> names.frame(frame.file(), place, frame.method());
      default -> throw new MalformedFrameException("There is no stack frame of kind " + kind + ".");
    };
  }

  private static int readingCode(@Nullable Boolean stopped) {
    if (stopped == null) {
      return FrameFormatV2.READING_UNKNOWN;
    }
    return stopped ? FrameFormatV2.READ_STOPPED : FrameFormatV2.READ_RUNNING;
  }

  private static @Nullable Boolean stopped(int code) throws MalformedFrameException {
    return switch (code) {
      case FrameFormatV2.READING_UNKNOWN -> null;
      case FrameFormatV2.READ_RUNNING -> false;
      case FrameFormatV2.READ_STOPPED -> true;
      default -> throw new MalformedFrameException("There is no way " + code + " to read a stack.");
    };
  }

  private static @Nullable RawLock lock(PayloadReader in, Texts texts)
      throws MalformedFrameException {
    int kind = in.u8();
    RawLock lock =
        new RawLock(
            texts.text(in.i32()), texts.text(in.i32()), kind == FrameFormatV2.WAITING, in.u64());
    if (kind < FrameFormatV2.NO_LOCK || kind > FrameFormatV2.WAITING) {
      throw new MalformedFrameException("There is no lock of kind " + kind + ".");
    }
    return kind == FrameFormatV2.NO_LOCK ? null : lock;
  }

  /** The code of a state on the wire; not its ordinal, which is the JDK's to change. */
  private static int stateCode(Thread.State state) {
    return switch (state) {
      case NEW -> 1;
      case RUNNABLE -> 2;
      case BLOCKED -> 3;
      case WAITING -> 4;
      case TIMED_WAITING -> 5;
      case TERMINATED -> 6;
    };
  }

  private static Thread.@Nullable State state(int code) throws MalformedFrameException {
    if (code == 0) {
      return null;
    }
    for (Thread.State state : Thread.State.values()) {
      if (stateCode(state) == code) {
        return state;
      }
    }
    throw new MalformedFrameException("There is no thread state " + code + ".");
  }
}
