// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import porthole.capture.api.CaptureOptions;
import porthole.capture.api.RawCapture;
import porthole.capture.api.RawFrame;
import porthole.capture.api.RawLock;
import porthole.capture.api.RawThread;

class ConversationTest {

  @Test
  void whatIsWrittenIsRead() throws Exception {
    Hello hello =
        new Hello(
            "jvm/1",
            12,
            11,
            FrameFormatV2.MAY_ATTACH,
            List.of(new Fact("yama scope", "1", Fact.NEEDS_GRANT, "it guards", "grant")));
    Go go = new Go(11, 5_000, new CaptureOptions(true, false));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Conversation.writeHello(out, hello);
    Conversation.writeGo(out, go);
    Conversation.writeTaken(out);
    Conversation.writeAnswer(out, capture());
    AtomicInteger taken = new AtomicInteger();
    ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
    assertThat(Conversation.readHello(in)).isEqualTo(hello);
    assertThat(Conversation.readGo(in)).isEqualTo(go);
    assertThat(Conversation.readAnswer(in, taken::incrementAndGet, NativeNames.NONE))
        .usingRecursiveComparison()
        .isEqualTo(capture());
    assertThat(taken).hasValue(1);
  }

  @Test
  void aFailureKeepsItsReasonAndFix() throws IOException {
    Failure failure =
        new Failure(
            "no attach", "allow it", List.of(new Fact("tracer", "9", Fact.PREVENTS, "", "")));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Conversation.writeFailure(out, failure);
    assertThatThrownBy(() -> read(out.toByteArray()))
        .isInstanceOfSatisfying(
            HelperFailedException.class, e -> assertThat(e.failure()).isEqualTo(failure));
  }

  @Test
  void anAnswerCutAnywhereIsMalformed() throws IOException {
    byte[] whole = answer();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(MalformedFrameException.class);
    }
  }

  @Test
  void anAnswerWithAnyByteChangedIsMalformed() throws IOException {
    for (int i = 0; i < answer().length; i++) {
      byte[] changed = answer();
      changed[i] ^= 0x40;
      assertThatThrownBy(() -> read(changed)).isInstanceOf(MalformedFrameException.class);
    }
  }

  @Test
  void aPayloadThatClaimsMoreThanItHasIsMalformedThoughItsChecksumFits() throws IOException {
    byte[] whole = answer();
    int payloadSize = whole.length - FrameFormatV2.HEADER_SIZE;
    for (int i = 0; i < payloadSize; i++) {
      ByteBuffer payload = ByteBuffer.allocate(payloadSize).order(ByteOrder.LITTLE_ENDIAN);
      payload.put(whole, FrameFormatV2.HEADER_SIZE, payloadSize).flip();
      payload.put(i, (byte) 0x7F);
      try {
        AnswerCodec.decode(payload, NativeNames.NONE);
      } catch (MalformedFrameException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void aFrameBeyondItsLimitIsMalformedBeforeItIsRead() {
    ByteBuffer header =
        ByteBuffer.allocate(FrameFormatV2.HEADER_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    header
        .putInt(FrameFormatV2.MAGIC)
        .putShort((short) FrameFormatV2.VERSION)
        .putShort((short) FrameFormatV2.ANSWER);
    header.putInt(Integer.MAX_VALUE);
    assertThatThrownBy(() -> read(header.array()))
        .isInstanceOf(MalformedFrameException.class)
        .hasMessageContaining("2147483647");
  }

  @Test
  void anotherTypeThanExpectedIsMalformed() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Conversation.writeGo(out, new Go(1, 1, CaptureOptions.PLAIN));
    assertThatThrownBy(() -> Conversation.readHello(new ByteArrayInputStream(out.toByteArray())))
        .hasMessageContaining("type 2 came, expected type 1");
  }

  private static byte[] answer() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Conversation.writeAnswer(out, capture());
    return out.toByteArray();
  }

  private static void read(byte[] bytes) throws Exception {
    Conversation.readAnswer(new ByteArrayInputStream(bytes), () -> {}, NativeNames.NONE);
  }

  private static RawCapture capture() {
    RawThread thread = new RawThread();
    thread.threadId = 3;
    thread.osThreadId = 77;
    thread.javaThreadAddress = 0x7fff_0000_1234L;
    thread.name = "worker \u00e9";
    thread.state = Thread.State.BLOCKED;
    thread.stopped = true;
    thread.heldNanos = 17_000;
    thread.lock = new RawLock("a.Lock", "0x1", true, 9);
    thread.frames.add(new RawFrame("a.B", "c", "B.java", 5));
    thread.frames.add(new RawFrame("", "futex_wait", "libc.so.6", 0));
    RawThread bare = new RawThread();
    bare.nativeThread = true;
    bare.name = "VM Thread";
    bare.stopped = false;
    bare.incomplete = "no frames";
    RawCapture capture = new RawCapture();
    capture.threadsMissed = 2;
    capture.skewNanos = 5_000;
    capture.phaseNanos.put("copy", 9L);
    capture.phaseNanos.put("walk", 1L << 40);
    capture.remarks.add("a remark");
    capture.threads.add(thread);
    capture.threads.add(bare);
    return capture;
  }
}
