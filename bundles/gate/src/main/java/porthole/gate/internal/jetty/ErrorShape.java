// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal.jetty;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import porthole.http.api.GateRequest;
import porthole.http.api.HttpError;

/**
 * Jetty's error answers in the shape that all errors have, instead of its HTML pages.
 *
 * <p>A 404 for a request that the gate has not seen comes from a container whose whiteboard is not
 * there yet or no more: it becomes a 503, since clients take a 404 for "no such document".
 */
final class ErrorShape implements Request.Handler {

  private static final String RETRY_AFTER_SECONDS = "1";

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    boolean gateSawIt = request.getAttribute(GateRequest.ID) != null;
    if (status == HttpStatus.NOT_FOUND_404 && !gateSawIt) {
      status = HttpStatus.SERVICE_UNAVAILABLE_503;
      response.setStatus(status);
    }
    if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    byte[] body =
        new HttpError(request.getHttpURI().getPathQuery(), type(status), message(request, status))
            .toBytes();
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, HttpError.CONTENT_TYPE);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private static String type(int status) {
    return HttpStatus.isClientError(status) ? HttpError.BAD_REQUEST : HttpError.GENERAL;
  }

  private static String message(Request request, int status) {
    String text = status + " " + HttpStatus.getMessage(status);
    @Nullable Object detail = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
    return detail == null ? text : text + ": " + detail;
  }
}
