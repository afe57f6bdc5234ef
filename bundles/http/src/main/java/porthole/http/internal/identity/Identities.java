// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.identity;

import porthole.http.internal.document.Ids;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.QueryString;
import porthole.http.internal.json.JsonBytes;
import porthole.storage.api.Database;

/**
 * {@code /identity} and {@code /debug/identities}: numbers that go up one by one, for each prefix.
 */
public final class Identities {

  private Identities() {}

  /** POST /identity/next. */
  public static Answer next(Exchange exchange, Database database) {
    long number = database.nextIdentity(name(exchange.query()));
    return Answer.ok(new JsonBytes().beginObject().field("NewIdentityValue", number).endObject());
  }

  /** POST /identity/seed. */
  public static Answer seed(Exchange exchange, Database database) {
    QueryString query = exchange.query();
    query.required("value");
    long value = query.number("value", 0);
    long number = database.seedIdentity(name(query), value, query.flag("force"));
    return Answer.ok(new JsonBytes().beginObject().field("NewSeedValue", number).endObject());
  }

  /** GET /debug/identities: the last number given out for each. */
  public static Answer list(Exchange exchange, Database database) {
    JsonBytes body = new JsonBytes().beginObject();
    database.identities().forEach(body::field);
    return Answer.ok(body.endObject());
  }

  private static String name(QueryString query) {
    String name = Ids.check(query.required("name"));
    return name.endsWith("|") ? name : name + '|';
  }
}
