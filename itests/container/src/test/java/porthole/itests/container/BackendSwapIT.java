// SPDX-License-Identifier: Apache-2.0
package porthole.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import porthole.capture.api.Availability;
import porthole.capture.api.CaptureBackend;
import porthole.capture.api.CaptureBroker;
import porthole.capture.api.CaptureException;
import porthole.capture.api.CaptureReport;
import porthole.capture.api.CaptureRequest;
import porthole.capture.api.RawCapture;

/** The way stacks are taken can be swapped while captures run. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class BackendSwapIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @Inject private BundleContext context;

  @Configuration
  public Option[] configuration() {
    return ShippedServer.configuration();
  }

  @Test
  public void takesTheNextCaptureWithTheSelectedBackend() throws Exception {
    CaptureBroker broker = Await.service(context, CaptureBroker.class);
    for (String backend : new String[] {"inprocess", "jvm", "native", "inprocess"}) {
      broker.select(backend);
      CaptureReport report = broker.capture(PATIENCE);
      assertEquals(report.fallbacks.toString(), backend, report.backend);
      assertTrue(report.threads.size() > 5);
      assertEquals(
          backend,
          Await.service(context, ConfigurationAdmin.class)
              .getConfiguration("porthole.capture", "?")
              .getProperties()
              .get("backend"));
    }
  }

  @Test
  public void keepsTheBackendWhenTheNewOneIsNotThere() throws Exception {
    CaptureBroker broker = Await.service(context, CaptureBroker.class);
    broker.select("inprocess");
    assertThrows(CaptureException.NoBackend.class, () -> broker.select("crystal-ball"));
    assertEquals("inprocess", broker.capture(PATIENCE).backend);
  }

  @Test
  public void answersFromTheNextBackendWhenOneIsStoppedInTheMiddle() throws Exception {
    CaptureBroker broker = Await.service(context, CaptureBroker.class);
    broker.select("jvm");
    Bundle backend = bundle("porthole.capture.jvm");
    CompletableFuture<CaptureReport> capture = inBackground(broker);
    Await.untilTrue(
        "the helper runs or has run",
        () -> capture.isDone() || ProcessHandle.current().children().findAny().isPresent());
    backend.stop();
    try {
      CaptureReport report = capture.get();
      if (!report.backend.equals("jvm")) {
        assertEquals("native", report.backend);
        assertEquals("jvm", report.fallbacks.get(0).backend());
        assertFalse(report.fallbacks.get(0).reason().isBlank());
      }
      assertEquals("native", broker.capture(PATIENCE).backend);
      Await.untilTrue(
          "no helper is left", () -> ProcessHandle.current().children().findAny().isEmpty());
    } finally {
      backend.start();
    }
    assertEquals("jvm", broker.capture(PATIENCE).backend);
  }

  @Test
  public void leavesABackendThatGoesAwayWhileItHangs() throws Exception {
    CaptureBroker broker = Await.service(context, CaptureBroker.class);
    HangingBackend hanging = new HangingBackend();
    ServiceRegistration<CaptureBackend> registration =
        context.registerService(
            CaptureBackend.class,
            hanging,
            FrameworkUtil.asDictionary(Map.of(CaptureBackend.NAME, "hanging")));
    try {
      Await.untilTrue(
          "the broker knows it",
          () -> broker.backends().stream().anyMatch(status -> status.name.equals("hanging")));
      broker.select("hanging");
      CompletableFuture<CaptureReport> capture = inBackground(broker);
      hanging.entered.await();
      registration.unregister();
      CaptureReport report = capture.get();
      assertEquals("hanging", report.fallbacks.get(0).backend());
      assertFalse(report.threads.isEmpty());
    } catch (ExecutionException e) {
      throw new AssertionError("no other backend answered", e);
    } finally {
      hanging.release.countDown();
      broker.select("jvm");
    }
  }

  private static CompletableFuture<CaptureReport> inBackground(CaptureBroker broker) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return broker.capture(PATIENCE);
          } catch (CaptureException e) {
            throw new AssertionError(e);
          }
        });
  }

  private Bundle bundle(String name) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> name.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  /** Enters a capture and stays there until it is let go. */
  private static final class HangingBackend implements CaptureBackend {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);

    @Override
    public Availability availability() {
      return Availability.YES;
    }

    @Override
    public RawCapture capture(CaptureRequest request) throws CaptureException {
      entered.countDown();
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new CaptureException("let go", "", null);
    }
  }
}
