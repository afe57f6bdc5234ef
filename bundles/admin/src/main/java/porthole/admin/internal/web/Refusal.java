// SPDX-License-Identifier: Apache-2.0
package porthole.admin.internal.web;

import org.jspecify.annotations.Nullable;
import porthole.http.api.HttpError;

/** A request that is answered with an error. The message is for the operator. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  /** How long to stay away when nothing better is known, in seconds. */
  public static final int RETRY_SOON_SECONDS = 1;

  private final int status;
  private final String fix;
  private final int retryAfterSeconds;

  /**
   * An error answer.
   *
   * @param status the HTTP status
   * @param message what went wrong, with the actual and the expected value
   * @param fix what to do about it, or empty
   * @param retryAfterSeconds when it makes sense to try again; 0 for never
   */
  public Refusal(
      int status, String message, String fix, int retryAfterSeconds, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
    this.fix = fix;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** The request makes no sense: {@code message} says what was there and what was expected. */
  public static Refusal badRequest(String message) {
    return new Refusal(400, message, "", 0, null);
  }

  /** The request makes no sense to {@code status}, one of the 4xx. */
  public static Refusal of(int status, String message) {
    return new Refusal(status, message, "", 0, null);
  }

  /** What is needed is away for the moment. */
  public static Refusal unavailable(String message, String fix) {
    return new Refusal(503, message, fix, RETRY_SOON_SECONDS, null);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** When it makes sense to try again, in seconds; 0 for never. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /** The body of the answer. */
  HttpError toError(String url) {
    String text = String.valueOf(getMessage());
    HttpError error = new HttpError(url, type(), fix.isEmpty() ? text : text + " " + fix);
    return fix.isEmpty() ? error : error.with("Fix", fix);
  }

  private String type() {
    if (status == 501) {
      return HttpError.NO_ROUTE;
    }
    return status < 500 ? HttpError.BAD_REQUEST : HttpError.GENERAL;
  }
}
