// SPDX-License-Identifier: Apache-2.0
package porthole.itests.container;

import static org.junit.Assert.assertEquals;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

/** While indexing, or the engine of its scripts, is away, documents are written as ever. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class IndexingUpdateIT {
  private static final int UPDATES = 3;

  @Inject private BundleContext context;

  private final AtomicInteger written = new AtomicInteger();
  private ServerClient client;

  @Configuration
  public Option[] configuration() {
    return ShippedServer.configuration();
  }

  @Before
  public void createDatabaseWithIndexes() throws Exception {
    client = ServerClient.of(context);
    client.awaitServing();
    assertEquals(201, client.send("PUT", "/admin/databases?name=" + name(), "{}").statusCode());
    index("InScript", "map('Items', i => ({ n: i.n }))");
    index("InLinq", "from i in docs.Items select new { i.n }");
  }

  private String name() {
    return "indexed-" + System.identityHashCode(this);
  }

  private void index(String name, String map) {
    String body = "{\"Indexes\":[{\"Name\":\"" + name + "\",\"Maps\":[\"" + map + "\"]}]}";
    HttpResponse<String> answer = send("PUT", "/admin/indexes", body);
    assertEquals(answer.body(), 201, answer.statusCode());
  }

  @Test
  public void indexingIsReplacedUnderItsClients() throws Exception {
    Map<Integer, AtomicInteger> writes = new ConcurrentHashMap<>();
    Map<Integer, AtomicInteger> queries = new ConcurrentHashMap<>();
    Load writing = new Load(() -> count(writes, write()));
    Load asking = new Load(() -> count(queries, query("index 'InScript'").statusCode()));
    Bundle indexing = ShippedServer.installed(context, "porthole.indexing");
    for (int update = 0; update < UPDATES; update++) {
      int before = written.get();
      int asked = answers(queries, 200);
      Await.untilTrue("documents are written", () -> written.get() > before + 5);
      Await.untilTrue("queries are answered", () -> answers(queries, 200) > asked + 5);
      indexing.update();
    }
    int asked = answers(queries, 200);
    Await.untilTrue("queries are answered again", () -> answers(queries, 200) > asked + 5);
    writing.end();
    asking.end();

    assertEquals("only 201", Set.of(201), writes.keySet());
    queries.keySet().removeAll(Set.of(200, 503));
    assertEquals("no status but 200 and 503", Map.of(), queries);
    awaitAllIn("index 'InScript'");
    awaitAllIn("index 'InLinq'");
    awaitAllIn("Items");
  }

  @Test
  public void anIndexInScriptWaitsForItsEngine() throws Exception {
    assertEquals(201, write());
    awaitAllIn("index 'InScript'");
    Bundle script = ShippedServer.installed(context, "porthole.script");
    script.stop();
    unload();
    assertEquals(201, write());
    awaitAllIn("index 'InLinq'");
    assertEquals(503, query("index 'InScript'").statusCode());
    script.start();
    awaitAllIn("index 'InScript'");
  }

  private void unload() {
    String body = "{\"DatabaseNames\":[\"" + name() + "\"]}";
    assertEquals(200, client.send("POST", "/admin/databases/unload", body).statusCode());
  }

  private void awaitAllIn(String source) throws Exception {
    String all = "\"TotalResults\":" + written.get() + ",";
    Await.untilTrue(
        source + " has all " + written.get(),
        () -> {
          HttpResponse<String> answer = query(source);
          return answer.statusCode() == 200 && answer.body().contains(all);
        });
  }

  private int write() {
    String body = "{\"n\":1,\"@metadata\":{\"@collection\":\"Items\"}}";
    int status = send("PUT", "/docs?id=items/" + written.get(), body).statusCode();
    if (status == 201) {
      written.incrementAndGet();
    }
    return status;
  }

  private HttpResponse<String> query(String source) {
    return send("POST", "/queries", "{\"Query\":\"from " + source + " where n = 1 limit 1\"}");
  }

  private HttpResponse<String> send(String method, String path, String body) {
    return client.send(method, "/databases/" + name() + path, body);
  }

  private static void count(Map<Integer, AtomicInteger> statuses, int status) {
    statuses.computeIfAbsent(status, any -> new AtomicInteger()).incrementAndGet();
  }

  private static int answers(Map<Integer, AtomicInteger> statuses, int status) {
    return statuses.getOrDefault(status, new AtomicInteger()).get();
  }
}
