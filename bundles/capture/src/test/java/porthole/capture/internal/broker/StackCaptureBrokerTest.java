// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static porthole.capture.internal.broker.BrokerFixture.one;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import porthole.capture.api.Availability;
import porthole.capture.api.BackendStatus;
import porthole.capture.api.CaptureBackend;
import porthole.capture.api.CaptureException;
import porthole.capture.api.CaptureOptions;
import porthole.capture.api.CaptureReport;
import porthole.capture.api.CaptureReport.Fallback;
import porthole.capture.api.CaptureRequest;
import porthole.capture.api.PreflightFact;
import porthole.capture.api.RawCapture;
import porthole.capture.api.VirtualThreads;

class StackCaptureBrokerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final CaptureOptions VIRTUAL = new CaptureOptions(false, false, true);

  private final BrokerFixture fixture = new BrokerFixture(Duration.ofSeconds(20));
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void end() {
    release.countDown();
    fixture.close();
  }

  @Test
  void theHighestRankingBackendIsAskedWhenNoneIsChosen() throws CaptureException {
    fixture.backend("low", -5, r -> one("low"));
    fixture.backend("high", 5, r -> one("high"));
    CaptureReport report = fixture.broker.capture(PATIENCE);
    assertThat(report.backend).isEqualTo("high");
    assertThat(report.fallbacks).isEmpty();
    assertThat(report.threads.get(0).identity.name()).isEqualTo("high");
  }

  @Test
  void theChosenBackendComesFirstAtOnceAndIsKept() throws CaptureException {
    fixture.backend("low", -5, r -> one("low"));
    fixture.backend("high", 5, r -> one("high"));
    fixture.broker.select("low");
    assertThat(fixture.broker.capture(PATIENCE).backend).isEqualTo("low");
    assertThat(fixture.kept).containsExactly("low");
    assertThat(fixture.broker.backends()).extracting(b -> b.name).containsExactly("low", "high");
  }

  @Test
  void choosingABackendThatIsNotThereChangesNothing() {
    fixture.backend("high", 5, r -> one("high"));
    assertThatThrownBy(() -> fixture.broker.select("nosuch"))
        .isInstanceOf(CaptureException.NoBackend.class)
        .hasMessageContaining("nosuch")
        .satisfies(e -> assertThat(((CaptureException) e).fix()).contains("high"));
    assertThat(fixture.kept).isEmpty();
    assertThat(fixture.broker.backends().get(0).name).isEqualTo("high");
  }

  @Test
  void backendsThatFailAreNamedWithReasonAndFixAndTheNextAnswers() throws CaptureException {
    fixture.backend("absent", 9, Availability.no("no JDK", "Install one."), r -> one("never"));
    fixture.backend(
        "dies",
        8,
        r -> {
          throw new CaptureException("it died", "Feed it.", null);
        });
    fixture.backend(
        "breaks",
        7,
        r -> {
          throw new NoClassDefFoundErrorForTest();
        });
    fixture.backend("null", 6, r -> null);
    fixture.backend("empty", 5, r -> new RawCapture());
    fixture.backend("good", 0, r -> one("good"));

    CaptureReport report = fixture.broker.capture(PATIENCE);
    assertThat(report.backend).isEqualTo("good");
    assertThat(report.fallbacks)
        .startsWith(
            new Fallback("absent", "no JDK", "Install one."),
            new Fallback("dies", "it died", "Feed it."))
        .extracting(Fallback::backend)
        .containsExactly("absent", "dies", "breaks", "null", "empty");
  }

  private static final class NoClassDefFoundErrorForTest extends IllegalStateException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void aBackendThatHangsIsGivenUpAndNotAskedAgainUntilItReturns() throws CaptureException {
    AtomicInteger asked = new AtomicInteger();
    fixture.selection.replace(new Settings("", Duration.ofMillis(400)));
    fixture.backend(
        "hangs",
        5,
        r -> {
          asked.incrementAndGet();
          release.await();
          return one("late");
        });
    fixture.backend("good", 0, r -> one("good"));
    for (int i = 0; i < 3; i++) {
      CaptureReport report = fixture.broker.capture(PATIENCE);
      assertThat(report.backend).isEqualTo("good");
      assertThat(report.fallbacks.get(0).backend()).isEqualTo("hangs");
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void whenNoneWorksTheAnswerNamesEveryReason() {
    assertThatThrownBy(() -> fixture.broker.capture(PATIENCE))
        .isInstanceOf(CaptureException.class)
        .hasMessageContaining("No capture backend is there");
    fixture.backend("a", 1, Availability.no("reason a", "fix a"), r -> one("never"));
    fixture.backend("b", 0, Availability.no("reason b", "fix b"), r -> one("never"));
    assertThatThrownBy(() -> fixture.broker.capture(PATIENCE))
        .hasMessageContaining("reason a")
        .hasMessageContaining("reason b")
        .satisfies(e -> assertThat(((CaptureException) e).fix()).contains("fix a", "fix b"));
  }

  @Test
  void callersThatComeMeanwhileShareTheRunningCapture() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    AtomicInteger captures = new AtomicInteger();
    fixture.backend(
        "slow",
        5,
        r -> {
          captures.incrementAndGet();
          asked.countDown();
          release.await();
          return one("slow");
        });
    CompletableFuture<CaptureReport> first = CompletableFuture.supplyAsync(this::capture);
    asked.await();
    assertThatThrownBy(() -> fixture.broker.capture(Duration.ofMillis(20)))
        .isInstanceOf(CaptureException.Busy.class);
    CompletableFuture<CaptureReport> second = CompletableFuture.supplyAsync(this::capture);
    while (Thread.getAllStackTraces().values().stream()
            .filter(stack -> java.util.Arrays.toString(stack).contains("SharedCapture.await"))
            .count()
        < 2) {
      Thread.onSpinWait();
    }
    release.countDown();
    assertThat(second.get()).isSameAs(first.get());
    assertThat(captures).hasValue(1);
    assertThat(capture()).isNotSameAs(first.get());
  }

  private CaptureReport capture() {
    try {
      return fixture.broker.capture(PATIENCE);
    } catch (CaptureException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void stoppingABackendInTheMiddleOfACaptureLetsTheNextAnswer() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CaptureBackend stopped =
        fixture.backend(
            "stopped",
            5,
            r -> {
              asked.countDown();
              release.await();
              return one("late");
            });
    fixture.backend("good", 0, r -> one("good"));
    CompletableFuture<CaptureReport> report = CompletableFuture.supplyAsync(this::capture);
    asked.await();
    fixture.backends.remove(stopped);
    assertThat(report.get().backend).isEqualTo("good");
    assertThat(report.get().fallbacks.get(0).reason()).contains("stopped while it was asked");
  }

  @Test
  void aBackendHasLessTimeThanTheBrokerWaits() throws CaptureException {
    long began = System.nanoTime();
    long[] deadline = new long[1];
    fixture.backend(
        "first",
        5,
        r -> {
          deadline[0] = r.deadlineNanos();
          return one("first");
        });
    fixture.broker.capture(PATIENCE);
    assertThat(deadline[0] - began)
        .isPositive()
        .isLessThan(Duration.ofSeconds(20).toNanos() + (System.nanoTime() - began));
  }

  @Test
  void aChosenBackendThatIsGoneIsNamed() throws CaptureException {
    fixture.selection.replace(new Settings("gone", Duration.ofSeconds(20)));
    fixture.backend("good", 0, r -> one("good"));
    CaptureReport report = fixture.broker.capture(PATIENCE);
    assertThat(report.fallbacks.get(0).backend()).isEqualTo("gone");
  }

  @Test
  void theListSaysWhoWorksAndWhyNot() {
    fixture.backend("good", 1, r -> one("good"));
    fixture.backend("absent", 0, Availability.no("no JDK", "Install one."), r -> one("never"));
    BackendStatus good = fixture.broker.backends().get(0);
    BackendStatus absent = fixture.broker.backends().get(1);
    assertThat(good.selected).isTrue();
    assertThat(good.availability.available()).isTrue();
    assertThat(good.bundle).isEqualTo("b.good/1.0.0");
    assertThat(absent.selected).isFalse();
    assertThat(absent.availability).isEqualTo(Availability.no("no JDK", "Install one."));
  }

  @Test
  void whileACaptureRunsTheListSaysAtOnceWhatWasKnownBeforeAndSinceWhen() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    fixture.backend(
        "slow",
        1,
        r -> {
          inside.countDown();
          release.await();
          return one("slow");
        });
    assertThat(fixture.broker.backends().get(0).capturingSince).isNull();
    CompletableFuture<CaptureReport> capture = CompletableFuture.supplyAsync(this::capture);
    inside.await();
    BackendStatus status = fixture.broker.backends().get(0);
    assertThat(status.availability.available()).isTrue();
    assertThat(status.capturingSince).isNotNull();
    assertThat(status.ageMillis).isNotNegative();
    release.countDown();
    capture.join();
    assertThat(fixture.broker.backends().get(0).capturingSince).isNull();
  }

  @Test
  void aCaptureWaitsForABackendThatIsJustBeingAsked() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    fixture.backends.add(
        new Rank(1, 100),
        new Guest<>(
            new CaptureBackend() {
              @Override
              public Availability availability() {
                return Availability.YES;
              }

              @Override
              public List<PreflightFact> facts() {
                asked.countDown();
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                return List.of();
              }

              @Override
              public RawCapture capture(CaptureRequest request) {
                return one("first");
              }
            },
            "first",
            "b.first/1.0.0"));
    CompletableFuture<List<BackendStatus>> list =
        CompletableFuture.supplyAsync(fixture.broker::backends);
    asked.await();
    CaptureReport report = fixture.broker.capture(PATIENCE);
    assertThat(report.backend).isEqualTo("first");
    assertThat(report.fallbacks).isEmpty();
    list.join();
  }

  @Test
  void virtualThreadsAreListedOnlyWhenAskedFor() throws CaptureException {
    AtomicInteger lists = new AtomicInteger();
    fixture.virtualThreads =
        () -> {
          lists.incrementAndGet();
          return new VirtualThreads();
        };
    fixture.backend("good", 1, r -> one("good"));
    assertThat(fixture.broker.capture(PATIENCE).virtualThreads).isNull();
    assertThat(lists).hasValue(0);
    assertThat(fixture.broker.capture(PATIENCE, VIRTUAL).virtualThreads).isNotNull();
    assertThat(lists).hasValue(1);
  }

  @Test
  void whyThereAreNoVirtualThreadsIsSaid() throws CaptureException {
    fixture.virtualThreads =
        () -> {
          throw new IOException("they come with Java 21.");
        };
    fixture.backend("good", 1, r -> one("good"));
    CaptureReport report = fixture.broker.capture(PATIENCE, VIRTUAL);
    assertThat(report.virtualThreads).isNull();
    assertThat(report.remarks).contains("Virtual threads are left out: they come with Java 21.");
  }
}
