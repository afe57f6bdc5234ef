// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage.peer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import porthole.benchmarks.harness.PlainJetty;
import porthole.benchmarks.load.Template;

/**
 * Reads each body to its end, keeps nothing, and answers what never changes, in as many bytes as
 * Porthole does.
 */
final class DropHandler extends Handler.Abstract {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final byte[] found = PlainAnswers.bytes(Answers.found(Template.mark(0)));
  private final byte[] stored = PlainAnswers.bytes(Answers.stored(Documents.id(Template.mark(0))));
  private final Map<Long, byte[]> batches = new ConcurrentHashMap<>();

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    switch (request.getMethod()) {
      case "GET" -> PlainJetty.send(response, 200, found, callback);
      case "PUT" -> {
        drop(request);
        PlainJetty.send(response, 201, stored, callback);
      }
      default -> {
        long documents = Documents.inBatch(drop(request));
        byte[] answer = batches.computeIfAbsent(documents, DropHandler::batch);
        PlainJetty.send(response, 201, answer, callback);
      }
    }
    return true;
  }

  private static byte[] batch(long documents) {
    return PlainAnswers.bytes(Answers.batch((int) documents));
  }

  private static long drop(Request request) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long bytes = 0;
    try (InputStream body = Content.Source.asInputStream(request)) {
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        bytes += count;
      }
    }
    return bytes;
  }
}
