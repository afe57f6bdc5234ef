// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.exchange;

import java.util.Map;
import java.util.Set;
import porthole.http.api.HttpError;

/** A request that cannot be answered as asked; nothing was changed. */
public final class RequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The type of what is not there yet. */
  public static final String NOT_IMPLEMENTED = "System.NotImplementedException";

  private final int status;
  private final String type;
  private final transient Map<String, String> headers;

  /**
   * A failure.
   *
   * @param status the HTTP status, 400 or above
   * @param type see {@link HttpError}
   * @param message what was found, what was expected, what to do
   */
  public RequestException(int status, String type, String message) {
    this(status, type, message, Map.of());
  }

  private RequestException(int status, String type, String message, Map<String, String> headers) {
    super(message);
    this.status = status;
    this.type = type;
    this.headers = headers;
  }

  /** 400. */
  public static RequestException badRequest(String message) {
    return new RequestException(400, HttpError.BAD_REQUEST, message);
  }

  /** 404 for a document or another thing that is named in the request. */
  public static RequestException notFound(String type, String message) {
    return new RequestException(404, type, message);
  }

  /** 405. */
  public static RequestException methodNotAllowed(String method, Set<String> allowed) {
    String list = String.join(", ", allowed);
    return new RequestException(
        405,
        HttpError.BAD_REQUEST,
        "The method " + method + " is not for this route; it takes " + list + ".",
        Map.of("Allow", list));
  }

  /** 413. */
  public static RequestException tooLarge(String what, long limitBytes) {
    return new RequestException(
        413,
        HttpError.BAD_REQUEST,
        what
            + " is larger than the limit of "
            + limitBytes
            + " bytes. Send less at once, or raise maxBodyBytes of porthole.http; a body may take"
            + " an eighth of the heap at most.");
  }

  /** 415. */
  public static RequestException unsupportedMediaType(String message) {
    return new RequestException(415, HttpError.BAD_REQUEST, message);
  }

  /** 501. */
  public static RequestException notImplemented(String message) {
    return new RequestException(501, NOT_IMPLEMENTED, message);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What the answer has besides, never null. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The error's type. */
  public String type() {
    return type;
  }
}
