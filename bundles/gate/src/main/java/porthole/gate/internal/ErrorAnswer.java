// SPDX-License-Identifier: Apache-2.0
package porthole.gate.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import porthole.gate.internal.access.Refusal;
import porthole.gate.internal.access.TokenCheck;
import porthole.http.api.HttpError;

/** Writes the gate's own answers, in the shape that all errors have. */
final class ErrorAnswer {

  private ErrorAnswer() {}

  static void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
      throws IOException {
    if (refusal.status() == HttpServletResponse.SC_UNAUTHORIZED) {
      response.setHeader("WWW-Authenticate", TokenCheck.CHALLENGE);
    }
    write(request, response, refusal);
  }

  static void unavailable(
      HttpServletRequest request, HttpServletResponse response, int retryAfter, String message)
      throws IOException {
    response.setHeader("Retry-After", Integer.toString(retryAfter));
    write(
        request,
        response,
        new Refusal(HttpServletResponse.SC_SERVICE_UNAVAILABLE, HttpError.GENERAL, message));
  }

  private static void write(
      HttpServletRequest request, HttpServletResponse response, Refusal refusal)
      throws IOException {
    byte[] body = new HttpError(url(request), refusal.type(), refusal.message()).toBytes();
    response.setStatus(refusal.status());
    response.setContentType(HttpError.CONTENT_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  static String url(HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }
}
