// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static porthole.capture.internal.broker.BrokerFixture.field;
import static porthole.capture.internal.broker.BrokerFixture.one;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import porthole.capture.api.CaptureException;
import porthole.capture.api.CaptureReport;
import porthole.capture.api.CaptureRequest;
import porthole.capture.api.RawCapture;
import porthole.capture.api.ThreadEnricher;

class EnricherRunTest {
  private final BrokerFixture fixture = new BrokerFixture(Duration.ofSeconds(20));
  private final CountDownLatch release = new CountDownLatch(1);

  @BeforeEach
  void addBackend() {
    fixture.backend("good", 0, r -> one("worker"));
  }

  @AfterEach
  void end() {
    release.countDown();
    fixture.close();
  }

  @Test
  void whatAnEnricherSaysStandsUnderItsName() throws CaptureException {
    fixture.enricher("Tenant", threads -> field("acme"));
    assertThat(capture().threads.get(0).fields).containsEntry("Tenant", "acme");
  }

  @Test
  void enrichersThatThrowHangOrTalkNonsenseAreLeftOutWithARemark() throws CaptureException {
    fixture.enricher(
        "Throws",
        threads -> {
          throw new IllegalStateException("broken");
        });
    fixture.enricher("Hangs", threads -> hang());
    fixture.enricher("Nonsense", threads -> field(new Object()));
    fixture.enricher("Null", threads -> null);
    fixture.enricher("Good", threads -> field(List.of(1, true)));
    CaptureReport report = capture();
    assertThat(report.threads.get(0).fields).containsOnlyKeys("Good");
    assertThat(report.remarks)
        .hasSize(4)
        .anyMatch(r -> r.contains("Throws") && r.contains("broken"))
        .anyMatch(r -> r.contains("Hangs"))
        .anyMatch(r -> r.contains("Nonsense") && r.contains("java.lang.Object"))
        .anyMatch(r -> r.contains("Null"));
  }

  private Map<Long, Object> hang() {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Map.of();
  }

  @Test
  void anEnricherThatGoesIsGoneFromTheNextCapture() throws CaptureException {
    ThreadEnricher enricher = fixture.enricher("Tenant", threads -> field("acme"));
    assertThat(capture().threads.get(0).fields).containsKey("Tenant");
    fixture.enrichers.remove(enricher);
    assertThat(capture().threads.get(0).fields).isEmpty();
  }

  @Test
  void aReportDoesNotChangeWhenTheEnrichersListDoes() throws CaptureException {
    List<Object> live = new ArrayList<>(List.of("then"));
    fixture.enricher("Live", threads -> field(live));
    CaptureReport report = capture();
    live.add("now");
    assertThat(report.threads.get(0).fields).containsEntry("Live", List.of("then"));
  }

  @Test
  void enrichersAreAskedAtTheMomentWhenTheStacksAreTaken() throws CaptureException {
    CountDownLatch asked = new CountDownLatch(1);
    fixture.enricher(
        "Moment",
        threads -> {
          asked.countDown();
          return field("then");
        });
    fixture.backend(
        "first",
        9,
        request -> {
          request.taken().run();
          asked.await();
          return one("worker");
        });
    assertThat(capture().threads.get(0).fields).containsEntry("Moment", "then");
  }

  @Test
  void whatWasSaidBesideABackendThatFailedDoesNotCount() throws CaptureException {
    AtomicInteger asked = new AtomicInteger();
    fixture.enricher("Times", threads -> field(asked.incrementAndGet()));
    fixture.backend("fails", 9, request -> nullAfter(request, asked));
    assertThat(capture().threads.get(0).fields).containsEntry("Times", 2);
  }

  private static RawCapture nullAfter(CaptureRequest request, AtomicInteger asked) {
    request.taken().run();
    while (asked.get() == 0) {
      Thread.onSpinWait();
    }
    return null;
  }

  private CaptureReport capture() throws CaptureException {
    return fixture.broker.capture(Duration.ofSeconds(30));
  }
}
