// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.database;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonCursor;
import porthole.http.internal.json.JsonCursor.MemberVisitor;

/** Reads bodies that name databases in {@code DatabaseNames}, among other members. */
final class NamedDatabases {
  private NamedDatabases() {}

  /**
   * The names, at least one.
   *
   * @param others told of the other members
   */
  static List<String> read(Exchange exchange, MemberVisitor others) throws IOException {
    List<String> names = new ArrayList<>();
    JsonCursor body = new JsonCursor(exchange.body().bytes());
    body.object(
        member -> {
          if (member.nameIs("DatabaseNames")) {
            member.array(name -> names.add(name.text()));
          } else {
            others.member(member);
          }
        });
    body.finish();
    if (names.isEmpty()) {
      throw RequestException.badRequest("The body names no database in 'DatabaseNames'.");
    }
    return names;
  }
}
