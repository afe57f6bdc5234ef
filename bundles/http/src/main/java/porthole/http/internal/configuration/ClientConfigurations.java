// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.configuration;

import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.json.JsonBytes;
import porthole.http.internal.json.JsonCursor;
import porthole.http.internal.json.JsonException;
import porthole.http.internal.json.JsonMembers;
import porthole.http.internal.route.Handler;
import porthole.storage.api.DatabaseRecord;
import porthole.storage.api.Databases;
import porthole.storage.api.ServerRecord;
import porthole.storage.api.StorageException;

/**
 * What clients are told to do, such as how many requests a session may send: for one database, or
 * for all that have nothing of their own, or nothing that is in force. Kept in the records of
 * databases and of the server, each with the etag that the record got by it. Thread-safe.
 */
public final class ClientConfigurations {
  private static final String NAME = "Client";
  private static final String ETAG = "Etag";

  private final Supplier<Databases> databases;

  private final ClientEtags etags = new ClientEtags(ClientConfigurations::etag);

  /** Of the databases that are there at each request. */
  public ClientConfigurations(Supplier<Databases> databases) {
    this.databases = databases;
  }

  /** {@code PUT /admin/configuration/client}: for all. */
  public Answer putForAll(Exchange exchange) throws IOException {
    JsonMembers wanted = JsonMembers.of(exchange.body().bytes());
    databases.get().updateServer(record -> with(record.json, wanted, record.etag + 1));
    return Answer.empty(201);
  }

  /** {@code PUT /databases/{database}/admin/configuration/client}. */
  public Answer put(Exchange exchange) throws IOException {
    JsonMembers wanted = JsonMembers.of(exchange.body().bytes());
    databases
        .get()
        .update(exchange.path("database"), record -> with(record.json, wanted, record.etag + 1));
    return Answer.empty(201);
  }

  private static byte[] with(byte[] record, JsonMembers wanted, long etag) {
    byte[] number = new JsonBytes().literal(etag).toBytes();
    return JsonMembers.of(record).with(NAME, wanted.with(ETAG, number));
  }

  /** {@code GET /configuration/client}: what is for all; only its etag, 0, if nothing is. */
  public Answer getForAll(Exchange exchange) {
    JsonMembers own = own(databases.get().server().json);
    if (own == null) {
      return Answer.ok(new JsonBytes().beginObject().field(ETAG, 0).endObject());
    }
    JsonBytes body = new JsonBytes().beginObject();
    own.copyInto(body, member -> true);
    return Answer.ok(body.endObject());
  }

  /** {@code GET /databases/{database}/configuration/client}. */
  public Answer get(Exchange exchange) {
    String name = exchange.path("database");
    DatabaseRecord record =
        databases
            .get()
            .record(name)
            .orElseThrow(() -> new StorageException.DatabaseDoesNotExist(name));
    JsonMembers own = own(record.json);
    JsonMembers forAll = own(databases.get().server().json);
    JsonMembers holds = isInForce(own) || !isInForce(forAll) ? own : forAll;
    JsonBytes body = new JsonBytes().beginObject().field(ETAG, etag(record)).name("Configuration");
    if (holds == null) {
      return Answer.ok(body.literal("null").endObject());
    }
    holds.copyInto(body.beginObject(), member -> true);
    return Answer.ok(body.endObject().endObject());
  }

  private static boolean isInForce(@Nullable JsonMembers configuration) {
    JsonCursor disabled = configuration == null ? null : configuration.value("Disabled");
    return configuration != null && (disabled == null || disabled.peek() != 't');
  }

  private static @Nullable JsonMembers own(byte[] record) {
    JsonCursor value = JsonMembers.of(record).value(NAME);
    return value == null || value.peek() != '{' ? null : JsonMembers.of(value.raw());
  }

  /** Has answers tell clients when they know another configuration than the one that holds. */
  public Handler announcing(Handler handler) {
    return exchange -> {
      boolean other = knowsAnother(exchange);
      Answer answer = handler.handle(exchange);
      return other ? answer.with("Refresh-Client-Configuration", "true") : answer;
    };
  }

  private boolean knowsAnother(Exchange exchange) {
    String knows = exchange.tag("Client-Configuration-Etag");
    return knows != null
        && databases
            .get()
            .record(exchange.path("database"))
            .filter(record -> !knows.equals(Long.toString(etag(record))))
            .isPresent();
  }

  /** Changes whenever what holds for a database does; 0: nothing was ever decided. */
  private long etag(DatabaseRecord record) {
    ServerRecord server = databases.get().server();
    return etags.of(record.name + '/' + record.databaseId, record.etag, record.json)
        + etags.of("", server.etag, server.json);
  }

  private static long etag(byte[] record) {
    JsonMembers own = own(record);
    JsonCursor etag = own == null ? null : own.value(ETAG);
    try {
      return etag == null ? 0 : etag.integer();
    } catch (JsonException e) {
      // Whole records come as clients write them; none of it may fail every request.
      return 0;
    }
  }
}
