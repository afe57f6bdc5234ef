// SPDX-License-Identifier: Apache-2.0
package porthole.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
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

/**
 * Clients that stay connected while a bundle is replaced lose nothing. They may see 503 while
 * storage is away; that the bundles which answer HTTP are replaced, they do not see at all.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class BundleUpdateIT {
  private static final int UPDATES = 5;
  @Inject private BundleContext context;

  private ServerClient client;

  @Configuration
  public Option[] configuration() {
    return ShippedServer.configuration();
  }

  @Before
  public void createDatabase() throws Exception {
    client = ServerClient.of(context);
    client.awaitServing();
    assertTrue(send("PUT", "/admin/databases?name=swapped", "{}") < 500);
  }

  @Test
  public void theDocumentApiIsReplacedUnderItsClients() throws Exception {
    Map<Integer, AtomicInteger> large = new ConcurrentHashMap<>();
    String document = "{\"text\":\"" + "x".repeat(4_000_000) + "\"}";
    Load uploads =
        new Load(() -> count(large, send("PUT", "/databases/swapped/docs?id=large", document)));
    assertNothingIsLostDuringUpdatesOf("porthole.http", Set.of(201));
    uploads.end();
    assertEquals("only 201", Set.of(201), large.keySet());
  }

  @Test
  public void theAdministrationIsReplacedUnderItsClients() throws Exception {
    Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
    Load reads =
        new Load(
            () -> {
              count(statuses, send("GET", "/studio/stacks", ""));
              count(statuses, send("GET", "/admin/capture", ""));
            });
    assertNothingIsLostDuringUpdatesOf("porthole.admin", Set.of(201));
    reads.end();
    assertEquals("only 200", Set.of(200), statuses.keySet());
  }

  @Test
  public void storageIsReplacedUnderItsClients() throws Exception {
    assertNothingIsLostDuringUpdatesOf("porthole.storage", Set.of(201, 503));
  }

  @Test
  public void theEngineIsReplacedUnderItsClients() throws Exception {
    assertNothingIsLostDuringUpdatesOf("porthole.storage.rocksdb", Set.of(201, 503));
  }

  @Test
  public void introspectionIsReplacedUnderItsClients() throws Exception {
    assertNothingIsLostDuringUpdatesOf("porthole.introspection", Set.of(201));
  }

  private void assertNothingIsLostDuringUpdatesOf(String name, Set<Integer> allowed)
      throws Exception {
    Bundle bundle = ShippedServer.installed(context, name);
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
    AtomicInteger answers = new AtomicInteger();
    Load writes =
        new Load(
            () -> {
              String id = name + "/" + answers.get();
              int status = send("PUT", "/databases/swapped/docs?id=" + id, "{\"n\":1}");
              count(statuses, status);
              if (status == 201) {
                acknowledged.add(id);
              }
              answers.incrementAndGet();
            });
    for (int update = 0; update < UPDATES; update++) {
      int before = answers.get();
      Await.untilTrue("requests are answered", () -> answers.get() > before + 5);
      bundle.update();
    }
    int served = acknowledged.size();
    Await.untilTrue("writes succeed again", () -> acknowledged.size() > served + 5);
    writes.end();

    statuses.keySet().removeAll(allowed);
    assertEquals("no status but " + allowed, Map.of(), statuses);
    for (String id : acknowledged) {
      assertEquals(id, 200, send("GET", "/databases/swapped/docs?id=" + id, ""));
    }
  }

  private static void count(Map<Integer, AtomicInteger> statuses, int status) {
    statuses.computeIfAbsent(status, any -> new AtomicInteger()).incrementAndGet();
  }

  private int send(String method, String path, String body) {
    return client.send(method, path, body).statusCode();
  }
}
