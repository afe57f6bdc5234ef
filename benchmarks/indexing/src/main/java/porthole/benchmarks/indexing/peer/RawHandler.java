// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonParser;
import java.io.IOException;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import porthole.benchmarks.harness.PlainJetty;

/**
 * Takes cities into a Lucene index by {@code PUT /ID}, orders into others by {@code PUT
 * /databases/NAME/docs?id=ID}, and answers questions in a POST.
 */
final class RawHandler extends Handler.Abstract {
  private static final byte[] STORED = "{}".getBytes(UTF_8);
  private static final String ORDERS = "/databases/";

  private final RawIndex cities;
  private final RawQueries queries;
  private final RawOrders orders;

  RawHandler(RawIndex cities, RawOrders orders) {
    this.cities = cities;
    this.orders = orders;
    queries = new RawQueries(cities);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (request.getMethod().equals("PUT")) {
      put(request.getHttpURI(), BufferUtil.toArray(Content.Source.asByteBuffer(request)));
      PlainJetty.send(response, 201, STORED, callback);
    } else {
      String body = Content.Source.asString(request, UTF_8);
      Question question = Question.of(JsonParser.parseString(body).getAsJsonObject());
      PlainJetty.send(response, 200, queries.answer(question), callback);
    }
    return true;
  }

  private void put(HttpURI uri, byte[] json) throws IOException {
    String path = uri.getPath();
    if (path.startsWith(ORDERS)) {
      String database = path.substring(ORDERS.length(), path.lastIndexOf('/'));
      orders.put(database, uri.getQuery(), Values.of(json));
    } else {
      cities.put(path, Values.of(json), json);
    }
  }
}
