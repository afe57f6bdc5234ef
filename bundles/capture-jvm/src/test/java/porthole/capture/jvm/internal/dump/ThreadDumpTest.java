// SPDX-License-Identifier: Apache-2.0
package porthole.capture.jvm.internal.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import porthole.capture.api.RawCapture;
import porthole.capture.api.RawFrame;
import porthole.capture.api.RawThread;

/** The dumps were recorded from a small program of ours, one thread per case. */
class ThreadDumpTest {

  @ParameterizedTest
  @ValueSource(strings = {"jdk17.txt", "jdk25.txt"})
  void everyThreadOfTheListIsFound(String dump) throws IOException {
    RawCapture capture = read(dump);
    assertThat(capture.threadsMissed).isZero();
    assertThat(capture.threads)
        .extracting(t -> t.name)
        .contains("main", "holder of monitor", "blocked \"quoted\" #7 prio=3", "", "line\nbreak");
    RawThread main = find(capture, "main");
    assertThat(main.threadId).isPositive();
    assertThat(main.osThreadId).isPositive();
    assertThat(main.javaThreadAddress).isPositive();
    assertThat(main.state).isEqualTo(Thread.State.TIMED_WAITING);
    assertThat(main.nativeThread).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk17.txt", "jdk25.txt"})
  void threadsOfTheJvmItselfAreMarked(String dump) throws IOException {
    RawThread vm = find(read(dump), "VM Thread");
    assertThat(vm.nativeThread).isTrue();
    assertThat(vm.threadId).isZero();
    assertThat(vm.osThreadId).isPositive();
    assertThat(vm.frames).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk17.txt", "jdk25.txt"})
  void framesHaveClassMethodFileAndLine(String dump) throws IOException {
    RawThread main = find(read(dump), "main");
    RawFrame innermost = main.frames.get(0);
    assertThat(innermost.className()).isEqualTo("java.lang.Thread");
    assertThat(innermost.line()).isEqualTo(RawFrame.NATIVE_METHOD);
    assertThat(main.frames.get(main.frames.size() - 1))
        .isEqualTo(new RawFrame("Target", "main", "Target.java", 19));
    RawThread timed = find(read(dump), "timed");
    assertThat(timed.frames)
        .anySatisfy(
            frame -> {
              assertThat(frame.className()).startsWith("Target$$Lambda").contains("/0x");
              assertThat(frame.method()).isEqualTo("run");
              assertThat(frame.line()).isZero();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk17.txt", "jdk25.txt"})
  void locksNameTheirOwner(String dump) throws IOException {
    RawCapture capture = read(dump);
    long holder = find(capture, "holder of monitor").threadId;

    RawThread blocked = find(capture, "blocked \"quoted\" #7 prio=3");
    assertThat(blocked.state).isEqualTo(Thread.State.BLOCKED);
    assertThat(blocked.lock.className()).isEqualTo("java.lang.Object");
    assertThat(blocked.lock.waiting()).isFalse();
    assertThat(blocked.lock.ownerThreadId()).isEqualTo(holder);

    RawThread parked = find(capture, "parked on lock");
    assertThat(parked.lock.waiting()).isTrue();
    assertThat(parked.lock.className()).contains("ReentrantLock");
    assertThat(parked.lock.ownerThreadId()).isEqualTo(holder);

    RawThread waiting = find(capture, "waiting");
    assertThat(waiting.lock.waiting()).isTrue();
    assertThat(waiting.lock.ownerThreadId()).as("it gave the monitor back").isZero();
    assertThat(find(capture, "main").lock).isNull();
  }

  @Test
  void aMountedVirtualThreadIsAThreadOfItsOwn() throws IOException {
    RawCapture capture = read("jdk25-virtual-and-deadlock.txt");
    RawThread carrier = find(capture, "ForkJoinPool-1-worker-1");
    RawThread virtual = find(capture, "virtual #17");
    assertThat(carrier.osThreadId).isEqualTo(1953);
    assertThat(carrier.frames).noneMatch(f -> f.className().equals("VT"));
    assertThat(virtual.threadId).isEqualTo(17);
    assertThat(virtual.frames.get(0).className()).isEqualTo("VT");
  }

  @Test
  void aDeadlockIsRemarkedOnceAndItsReportAddsNoFrames() throws IOException {
    RawCapture capture = read("jdk25-virtual-and-deadlock.txt");
    assertThat(capture.remarks).hasSize(1).allMatch(r -> r.contains("deadlock"));
    assertThat(find(capture, "dead1").frames).hasSize(4);
    assertThat(find(capture, "dead1").lock.ownerThreadId())
        .isEqualTo(find(capture, "dead2").threadId);
    assertThat(find(capture, "dead2").lock.className()).isEqualTo("java.lang.Class for VT");
    assertThat(find(capture, "VM Periodic Task Thread").frames).isEmpty();
  }

  @Test
  void framesWithLoadersAndModulesAreUnderstood() {
    assertThat(FrameLine.parse("app//a.b.C.d(C.java:7)"))
        .isEqualTo(new RawFrame("a.b.C", "d", "C.java", 7));
    assertThat(FrameLine.parse("java.base@17.0.1/java.lang.Thread.run(Thread.java:840)"))
        .isEqualTo(new RawFrame("java.lang.Thread", "run", "Thread.java", 840));
    assertThat(FrameLine.parse("loader/m@1/a.C.<init>(C.java)"))
        .isEqualTo(new RawFrame("a.C", "<init>", "C.java", 0));
    assertThat(FrameLine.parse("a.C$$Lambda/0x00ff.run(Unknown Source)"))
        .isEqualTo(new RawFrame("a.C$$Lambda/0x00ff", "run", "", 0));
    assertThat(FrameLine.parse("nonsense")).isEqualTo(new RawFrame("", "nonsense", "", 0));
  }

  @Test
  void nonsenseIsNoDumpAndHarmless() {
    assertThat(ThreadDump.parse("").threads).isEmpty();
    assertThat(ThreadDump.parse("\"never ends\n".repeat(1000)).threads).isEmpty();
    assertThat(ThreadDump.parse("\tat a.B.c(D)\n\t- locked <0x1> (a x)\n\"\"\n").threads).isEmpty();
  }

  private static RawThread find(RawCapture capture, String name) {
    return capture.threads.stream().filter(t -> t.name.equals(name)).findFirst().orElseThrow();
  }

  private static RawCapture read(String name) throws IOException {
    try (InputStream in = ThreadDumpTest.class.getResourceAsStream(name)) {
      return ThreadDump.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
