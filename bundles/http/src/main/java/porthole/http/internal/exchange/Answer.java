// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import porthole.http.internal.json.JsonBytes;

/**
 * What goes back: a status, headers and a body, which is JSON or empty. Immutable.
 *
 * @param body not to be changed
 */
public record Answer(int status, Map<String, String> headers, byte[] body) {

  /** 200 with a body. */
  public static Answer ok(JsonBytes body) {
    return json(200, body);
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
    return new Answer(status, more, body);
  }

  /** The same with an entity tag, which is put in quotes. */
  public Answer tagged(String tag) {
    return with("ETag", '"' + tag + '"');
  }
}
