// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.json.JsonBytes;

/**
 * What goes back: a status, headers and a body, which is JSON or empty.
 *
 * @param body not to be changed
 * @param longBody written instead of {@code body}, if there is one
 */
public record Answer(
    int status, Map<String, String> headers, byte[] body, @Nullable LongBody longBody) {

  /** A body that is too long to be in memory at once. Written at most once. */
  @FunctionalInterface
  public interface LongBody {

    /** Writes all of it; when it throws, what was written is worth nothing. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** An answer whose body is in memory. */
  public Answer(int status, Map<String, String> headers, byte[] body) {
    this(status, headers, body, null);
  }

  /** 200 with a body. */
  public static Answer ok(JsonBytes body) {
    return json(200, body);
  }

  /** 200 with a body that is written as it is made. */
  public static Answer ok(LongBody body) {
    return new Answer(200, Map.of(), new byte[0], body);
  }

  /** Any status with a body. */
  public static Answer json(int status, JsonBytes body) {
    return new Answer(status, Map.of(), body.toBytes());
  }

  /** Any status without a body. */
  public static Answer empty(int status) {
    return new Answer(status, Map.of(), new byte[0]);
  }

  /** The same with one more header. */
  public Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body, longBody);
  }

  /** The same with an entity tag, which is put in quotes. */
  public Answer tagged(String tag) {
    return with("ETag", '"' + tag + '"');
  }
}
