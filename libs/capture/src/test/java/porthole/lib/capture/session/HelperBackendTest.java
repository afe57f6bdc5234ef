// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import porthole.capture.api.Availability;
import porthole.capture.api.CaptureException;
import porthole.capture.api.CaptureRequest;
import porthole.capture.api.RawCapture;
import porthole.lib.capture.frames.NativeNames;
import porthole.lib.capture.grant.LookRight;

class HelperBackendTest {
  private final ExecutorService starting = Executors.newSingleThreadExecutor();
  private final ExecutorService listening = Executors.newCachedThreadPool();
  private final List<Process> processes = Collections.synchronizedList(new ArrayList<>());
  private final RecordedRight right = new RecordedRight();

  private static final class RecordedRight implements LookRight {
    final List<Long> granted = new ArrayList<>();
    final CountDownLatch first = new CountDownLatch(1);
    String failure = "";
    long holder;

    @Override
    public synchronized String grant(long pid) {
      granted.add(pid);
      holder = pid;
      first.countDown();
      return failure;
    }

    @Override
    public synchronized void revoke() {
      holder = 0;
    }

    synchronized long holder() {
      return holder;
    }
  }

  @AfterEach
  void nothingIsLeft() throws InterruptedException {
    starting.shutdown();
    listening.shutdown();
    assertThat(right.holder()).as("who still has the right to look").isZero();
    for (Process process : processes) {
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("the helper ended").isTrue();
    }
    assertThat(listening.awaitTermination(10, TimeUnit.SECONDS)).as("nobody listens").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"answers", "answers and stays", "floods"})
  void anAnswerIsTakenHoweverTheHelperEnds(String behaviour) throws CaptureException {
    RawCapture capture = capture(behaviour, 20_000);
    assertThat(capture.threads.get(0).name).isEqualTo("seen by the fake");
    assertThat(capture.remarks).isEmpty();
    assertThat(right.granted).containsExactly(processes.get(0).pid());
  }

  @Test
  void aHelperCanBeGreetedOnlyAndGetsNoRight() throws CaptureException {
    HelperBackend backend = backend(() -> start("answers"));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    assertThat(backend.greet(deadline).name()).isEqualTo("fake");
    assertThat(right.granted).isEmpty();
  }

  @Test
  void aGrantThatFailsIsRemarked() throws CaptureException {
    right.failure = "EPERM";
    assertThat(capture("answers", 20_000).remarks).anyMatch(r -> r.contains("EPERM"));
  }

  @Test
  void aHelperThatSaysNothingIsKilledAtTheDeadlineAndGetsNoRight() {
    assertThatThrownBy(() -> capture("silent", 1_500))
        .isInstanceOf(CaptureException.TimedOut.class)
        .hasMessageContaining("say hello");
    assertThat(right.granted).isEmpty();
  }

  @Test
  void aHelperThatHangsAfterItsHelloIsKilledWithItsChildren() {
    assertThatThrownBy(() -> capture("has a child", 4_000))
        .isInstanceOf(CaptureException.TimedOut.class)
        .hasMessageContaining("did not answer")
        .hasMessageContaining("forked");
  }

  @Test
  void aHelperThatDiesIsReportedWithItsExitCodeAndWhatItWrote() {
    assertThatThrownBy(() -> capture("dies", 20_000))
        .isInstanceOf(CaptureException.Malformed.class)
        .hasMessageContaining("exit code 7")
        .hasMessageContaining("out of biscuits");
    assertThat(right.granted).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "wrong pid", "half an answer"})
  void nonsenseIsMalformed(String behaviour) {
    assertThatThrownBy(() -> capture(behaviour, 20_000))
        .isInstanceOf(CaptureException.Malformed.class);
  }

  @Test
  void aFailureIsPassedOnWithItsFix() {
    assertThatThrownBy(() -> capture("fails", 20_000))
        .hasMessage("no luck")
        .satisfies(e -> assertThat(((CaptureException) e).fix()).isEqualTo("get some"));
  }

  @Test
  void aHelperThatCannotBeStartedIsReported() {
    HelperBackend backend =
        backend(
            () -> {
              throw new IOException("No such file");
            });
    assertThatThrownBy(() -> backend.capture(request(5_000)))
        .hasMessageContaining("could not be started")
        .hasMessageContaining("No such file");
  }

  @Test
  void stoppingTheBackendEndsTheCaptureThatRuns() throws Exception {
    HelperBackend backend = backend(() -> start("has a child"));
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread capturing =
        new Thread(
            () -> {
              try {
                backend.capture(request(60_000));
                failure.complete(null);
              } catch (CaptureException e) {
                failure.complete(e);
              }
            });
    capturing.start();
    right.first.await();
    backend.close();
    assertThat(failure.get(20, TimeUnit.SECONDS)).isInstanceOf(CaptureException.class);
    assertThat(backend.availability().available()).isFalse();
    capturing.join();
  }

  private RawCapture capture(String behaviour, long millis) throws CaptureException {
    return backend(() -> start(behaviour)).capture(request(millis));
  }

  private Process start(String behaviour) throws IOException {
    Process process = FakeHelper.start(behaviour);
    processes.add(process);
    return process;
  }

  private HelperBackend backend(HelperStarter starter) {
    return new HelperBackend(
        new HelperBackend.Kind(starter, () -> Availability.YES, NativeNames.NONE),
        right,
        new HelperBackend.Threads(starting, listening),
        System::nanoTime);
  }

  private static CaptureRequest request(long millis) {
    return new CaptureRequest(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
