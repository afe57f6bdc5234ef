// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.json;

/** Bytes that are not the JSON that was expected; the message says at which byte and why. */
public final class JsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong at an offset. */
  public JsonException(String message, int offset) {
    super(message + " at byte " + offset + ".");
  }
}
