// SPDX-License-Identifier: Apache-2.0
package porthole.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Clients that stay connected while a bundle is replaced see 201, 200 or 503, and lose nothing. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class BundleUpdateIT {
  private static final int UPDATES = 5;

  @Inject private BundleContext context;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private String url;

  @Configuration
  public Option[] configuration() {
    return ShippedServer.configuration();
  }

  @Before
  public void createDatabase() throws Exception {
    url = context.getProperty("porthole.url");
    Await.untilTrue("the server serves", this::serves);
    assertTrue(send("PUT", "/admin/databases?name=swapped", "{}") < 500);
  }

  @Test
  public void theDocumentApiIsReplacedUnderItsClients() throws Exception {
    assertNothingIsLostDuringUpdatesOf("porthole.http");
  }

  @Test
  public void storageIsReplacedUnderItsClients() throws Exception {
    assertNothingIsLostDuringUpdatesOf("porthole.storage");
  }

  @Test
  public void theEngineIsReplacedUnderItsClients() throws Exception {
    assertNothingIsLostDuringUpdatesOf("porthole.storage.rocksdb");
  }

  @Test
  public void introspectionIsReplacedUnderItsClients() throws Exception {
    assertNothingIsLostDuringUpdatesOf("porthole.introspection");
  }

  private void assertNothingIsLostDuringUpdatesOf(String name) throws Exception {
    Bundle bundle =
        Arrays.stream(context.getBundles())
            .filter(candidate -> name.equals(candidate.getSymbolicName()))
            .findFirst()
            .orElseThrow();
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
    AtomicBoolean stop = new AtomicBoolean();
    AtomicLong answers = new AtomicLong();
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; !stop.get(); i++) {
                String id = name + "/" + i;
                int status = send("PUT", "/databases/swapped/docs?id=" + id, "{\"n\":" + i + "}");
                statuses.computeIfAbsent(status, any -> new AtomicInteger()).incrementAndGet();
                if (status == 201) {
                  acknowledged.add(id);
                }
                answers.incrementAndGet();
              }
            });
    for (int update = 0; update < UPDATES; update++) {
      long before = answers.get();
      Await.untilTrue("requests are answered", () -> answers.get() > before + 5);
      bundle.update();
    }
    int served = acknowledged.size();
    Await.untilTrue("writes succeed again", () -> acknowledged.size() > served + 5);
    stop.set(true);
    writer.get();

    statuses.keySet().removeAll(java.util.Set.of(201, 503));
    assertEquals("no status but 201 and 503", Map.of(), statuses);
    for (String id : acknowledged) {
      assertEquals(id, 200, send("GET", "/databases/swapped/docs?id=" + id, ""));
    }
  }

  /** Jetty opens its port a moment after its bundle has started. */
  private boolean serves() {
    try {
      return send("GET", "/build/version", "") == 200;
    } catch (AssertionError e) {
      return false;
    }
  }

  private int send(String method, String path, String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
    if (body.isEmpty()) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, BodyPublishers.ofString(body));
    }
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return response.statusCode();
    } catch (Exception e) {
      throw new AssertionError(method + " " + path, e);
    }
  }
}
