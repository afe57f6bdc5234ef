// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
import porthole.introspection.api.Activities;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityKind;

class AdminServletTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final List<String> marks = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void end() {
    release.countDown();
    threads.shutdown();
  }

  @Test
  void aServletThatGoesWaitsForTheRequestInsideAndLeavesLaterOnesToTheGate() throws Exception {
    Waiting servlet = new Waiting();
    CompletableFuture<Exchange> first = send(servlet);
    assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Void> gone = CompletableFuture.runAsync(servlet::drain, threads);
    Exchange late = leftToTheGate(servlet);
    assertThat(late.bytes()).isEmpty();
    assertThat(gone).isNotDone();
    release.countDown();
    assertThat(first.get(10, TimeUnit.SECONDS).status()).isEqualTo(204);
    gone.get(10, TimeUnit.SECONDS);
  }

  @Test
  void aRequestThatCameAroundTheGateIsTurnedAway() throws Exception {
    release.countDown();
    Exchange answer = Exchange.of("GET", "/x", null).aroundTheGate().send(new Waiting());
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().get("Message").getAsString()).contains("gate");
    assertThat(marks).isEmpty();
  }

  @Test
  void everyRequestIsMarkedWhileItRuns() throws Exception {
    release.countDown();
    Exchange.of("GET", "/x", null).send(new Waiting());
    assertThat(marks).containsExactly("begin REQUEST waiting", "end");
  }

  @Test
  void aFailureOfOursIs500InTheErrorShape() throws Exception {
    AdminServlet broken =
        new AdminServlet(Activities.none()) {
          @Override
          protected String job(HttpServletRequest request) {
            return "broken";
          }

          @Override
          protected void handle(HttpServletRequest request, HttpServletResponse response) {
            throw new IllegalStateException("oops");
          }
        };
    Exchange answer = Exchange.of("GET", "/x", null).send(broken);
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.json().get("Message").getAsString()).contains("oops");
  }

  @Test
  void gzipIsUsedOnlyWhereItIsAccepted() {
    assertThat(CompressedWhenLarge.acceptsGzip(null)).isFalse();
    assertThat(CompressedWhenLarge.acceptsGzip("identity")).isFalse();
    assertThat(CompressedWhenLarge.acceptsGzip("gzip;q=0")).isFalse();
    assertThat(CompressedWhenLarge.acceptsGzip("gzip; q=0.0")).isFalse();
    assertThat(CompressedWhenLarge.acceptsGzip("deflate, GZIP;q=0.5")).isTrue();
  }

  /** Sends until the servlet has closed its door, which the draining thread does soon. */
  private Exchange leftToTheGate(Waiting servlet) throws Exception {
    Exchange answer;
    do {
      servlet.passThrough = true;
      answer = Exchange.of("GET", "/x", null).send(servlet);
    } while (!answer.isLeftToTheGate());
    return answer;
  }

  private CompletableFuture<Exchange> send(Waiting servlet) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return Exchange.of("GET", "/x", null).send(servlet);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        threads);
  }

  private Activities recording() {
    return (kind, job, database, requestId) -> new Mark(kind, job);
  }

  private final class Mark implements Activity {
    Mark(ActivityKind kind, String job) {
      marks.add("begin " + kind + " " + job);
    }

    @Override
    public void detail(CharSequence detail) {}

    @Override
    public void count(long count) {}

    @Override
    public void close() {
      marks.add("end");
    }
  }

  private final class Waiting extends AdminServlet {
    private volatile boolean passThrough;

    Waiting() {
      super(recording());
    }

    @Override
    protected String job(HttpServletRequest request) {
      return "waiting";
    }

    @Override
    protected void handle(HttpServletRequest request, HttpServletResponse response) {
      if (!passThrough) {
        inside.countDown();
        awaitRelease();
      }
      response.setStatus(204);
    }

    private void awaitRelease() {
      try {
        release.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
