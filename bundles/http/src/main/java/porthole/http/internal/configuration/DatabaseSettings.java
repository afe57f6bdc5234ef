// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.configuration;

import java.io.IOException;
import java.util.function.Supplier;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.json.JsonCursor;
import porthole.http.internal.json.JsonMembers;
import porthole.storage.api.Databases;

/**
 * {@code PUT /databases/{database}/admin/configuration/settings}: replaces the settings in a
 * database's record, which shows them. Thread-safe.
 */
public final class DatabaseSettings {
  private static final String NAME = "Settings";

  private final Supplier<Databases> databases;

  /** Of the databases that are there at each request. */
  public DatabaseSettings(Supplier<Databases> databases) {
    this.databases = databases;
  }

  /** An object of texts by name, null for none. */
  public Answer put(Exchange exchange) throws IOException {
    byte[] settings = exchange.body().bytes();
    JsonCursor body = new JsonCursor(settings);
    body.object(
        value -> {
          if (value.peek() != 'n') {
            value.text();
          }
        });
    body.finish();
    databases
        .get()
        .update(
            exchange.path("database"), record -> JsonMembers.of(record.json).with(NAME, settings));
    return Answer.empty(204);
  }
}
