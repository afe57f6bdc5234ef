// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.exchange;

import porthole.http.api.HttpError;

/** A request that cannot be answered as asked; nothing was changed. */
public final class RequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The type of what is not there yet. */
  public static final String NOT_IMPLEMENTED = "System.NotImplementedException";

  private final int status;
  private final String type;

  /**
   * A failure.
   *
   * @param status the HTTP status, 400 or above
   * @param type see {@link HttpError}
   * @param message what was found, what was expected, what to do
   */
  public RequestException(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  /** 400. */
  public static RequestException badRequest(String message) {
    return new RequestException(400, HttpError.BAD_REQUEST, message);
  }

  /** 404 for a document or another thing that is named in the request. */
  public static RequestException notFound(String type, String message) {
    return new RequestException(404, type, message);
  }

  /** 413. */
  public static RequestException tooLarge(String what, long limitBytes) {
    return new RequestException(
        413,
        HttpError.BAD_REQUEST,
        what
            + " is larger than the limit of "
            + limitBytes
            + " bytes. Send less at once, or raise maxBodyBytes of porthole.http.");
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

  /** The error's type. */
  public String type() {
    return type;
  }
}
