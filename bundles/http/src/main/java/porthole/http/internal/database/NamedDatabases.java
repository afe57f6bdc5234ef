// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.database;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonCursor;

/**
 * A body that names databases: {@code {"DatabaseNames": [...], "Reason": "..."}}.
 *
 * @param reason why, or empty
 */
record NamedDatabases(List<String> names, String reason) {

  static NamedDatabases read(Exchange exchange) throws IOException {
    List<String> names = new ArrayList<>();
    String[] reason = {""};
    JsonCursor body = new JsonCursor(exchange.body().bytes());
    body.object(
        member -> {
          if (member.nameIs("DatabaseNames")) {
            member.array(name -> names.add(name.text()));
          } else if (member.nameIs("Reason")) {
            reason[0] = member.text();
          }
        });
    body.finish();
    if (names.isEmpty()) {
      throw RequestException.badRequest("The body names no database in 'DatabaseNames'.");
    }
    return new NamedDatabases(names, reason[0]);
  }
}
