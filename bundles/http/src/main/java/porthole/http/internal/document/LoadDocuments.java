// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.QueryString;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonCursor;
import porthole.storage.api.Database;
import porthole.storage.api.PrefixQuery;
import porthole.storage.api.StoredDocument;

/** {@code /docs}: documents by their ids with includes, by a prefix, or the latest. */
public final class LoadDocuments {
  private static final List<String> NOT_YET =
      List.of(
          "counter",
          "timeseries",
          "timeseriestime",
          "timeseriescount",
          "revisions",
          "revisionsBefore",
          "cmpxchg");

  /** How many ids a request may name or include; what they stand for is sent piece by piece. */
  static final int MAX_IDS = 100_000;

  private LoadDocuments() {}

  /** GET. */
  public static Answer get(Exchange exchange, Database database) {
    QueryString query = exchange.query();
    refuseWhatIsMissing(query);
    List<String> ids = query.all("id");
    if (!ids.isEmpty()) {
      return byIds(exchange, database, ids);
    }
    Supplier<DocumentSource> sources = () -> listed(database, query);
    return new DocumentLoad(exchange, database, sources, List.of()).answer(null);
  }

  /** The documents of a prefix, or the latest, as parameters say. */
  static DocumentSource listed(Database database, QueryString query) {
    int start = query.count("start", 0);
    int pageSize = query.count("pageSize", Integer.MAX_VALUE);
    String prefix = query.first("startsWith");
    return prefix == null
        ? DocumentSource.latest(database, start, pageSize)
        : DocumentSource.of(database, prefixQuery(query, prefix, start, pageSize));
  }

  /** POST, for more ids than a URL can hold. */
  public static Answer post(Exchange exchange, Database database) throws IOException {
    refuseWhatIsMissing(exchange.query());
    List<String> ids = new ArrayList<>();
    JsonCursor body = new JsonCursor(exchange.body().bytes());
    body.object(
        member -> {
          if (member.nameIs("Ids")) {
            member.array(id -> add(ids, id.textOrNull()));
          }
        });
    body.finish();
    return byIds(exchange, database, ids);
  }

  private static void add(List<String> ids, @Nullable String id) {
    if (ids.size() == MAX_IDS) {
      throw RequestException.badRequest(
          "The body names more than " + MAX_IDS + " ids. Load fewer at a time.");
    }
    ids.add(id == null ? "" : id);
  }

  /** HEAD: whether a document is there, and at which change vector. */
  public static Answer head(Exchange exchange, Database database) {
    StoredDocument document = database.get(Ids.check(exchange.query().required("id")));
    if (document == null) {
      return Answer.empty(404);
    }
    boolean known = document.changeVector().equals(exchange.tag("If-None-Match"));
    return Answer.empty(known ? 304 : 200).tagged(document.changeVector());
  }

  private static Answer byIds(Exchange exchange, Database database, List<String> ids) {
    QueryString query = exchange.query();
    // Clients send an empty id for null, which nothing is found by.
    ids.stream().filter(id -> !id.isEmpty() || ids.size() == 1).forEach(Ids::check);
    String onlyId = ids.size() == 1 ? ids.get(0) : null;
    if (onlyId != null) {
      exchange.activity().detail(onlyId);
    }
    Supplier<DocumentSource> sources = () -> DocumentSource.of(database, ids);
    return new DocumentLoad(exchange, database, sources, query.all("include")).answer(onlyId);
  }

  private static PrefixQuery prefixQuery(
      QueryString query, String prefix, int start, int pageSize) {
    return new PrefixQuery(
        prefix,
        given(query.first("matches")),
        given(query.first("exclude")),
        given(query.first("startAfter")),
        start,
        pageSize);
  }

  private static @Nullable String given(@Nullable String value) {
    return value == null || value.isEmpty() ? null : value;
  }

  private static void refuseWhatIsMissing(QueryString query) {
    for (String parameter : NOT_YET) {
      if (query.first(parameter) != null) {
        throw RequestException.notImplemented(
            "Loading with '" + parameter + "' is not there yet. Leave the parameter out.");
      }
    }
  }
}
