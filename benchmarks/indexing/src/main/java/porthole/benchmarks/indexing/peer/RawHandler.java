// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonParser;
import java.io.IOException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import porthole.benchmarks.harness.PlainJetty;

/** Takes documents into a Lucene index by {@code PUT /ID}, and answers questions in a POST. */
final class RawHandler extends Handler.Abstract {
  private static final byte[] STORED = "{}".getBytes(UTF_8);

  private final RawIndex index;
  private final RawQueries queries;

  RawHandler(RawIndex index) {
    this.index = index;
    queries = new RawQueries(index);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String body = Content.Source.asString(request, UTF_8);
    if (request.getMethod().equals("PUT")) {
      put(request.getHttpURI().getPath(), body);
      PlainJetty.send(response, 201, STORED, callback);
    } else {
      Question question = Question.of(JsonParser.parseString(body).getAsJsonObject());
      PlainJetty.send(response, 200, queries.answer(question), callback);
    }
    return true;
  }

  private void put(String id, String json) throws IOException {
    index.put(id, Values.of(json), json);
  }
}
