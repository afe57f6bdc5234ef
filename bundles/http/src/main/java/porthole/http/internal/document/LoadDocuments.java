// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.ErrorAnswers;
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
      List.of("counter", "timeseries", "timeseriestime", "timeseriescount", "revisions", "cmpxchg");

  private LoadDocuments() {}

  /** GET. */
  public static Answer get(Exchange exchange, Database database) {
    QueryString query = exchange.query();
    List<String> ids = query.all("id");
    if (!ids.isEmpty()) {
      return byIds(exchange, database, ids);
    }
    int start = query.count("start", 0);
    int pageSize = query.count("pageSize", Integer.MAX_VALUE);
    String prefix = query.first("startsWith");
    List<StoredDocument> found =
        prefix == null
            ? database.latest(start, pageSize)
            : database.list(prefixQuery(query, prefix, start, pageSize));
    exchange.activity().count(found.size());
    return new DocumentList(new ArrayList<>(found), List.of()).answer(exchange);
  }

  /** POST, for more ids than a URL can hold. */
  public static Answer post(Exchange exchange, Database database) throws IOException {
    List<String> ids = new ArrayList<>();
    JsonCursor body = new JsonCursor(exchange.body().bytes());
    body.object(
        member -> {
          if (member.nameIs("Ids")) {
            member.array(id -> ids.add(Objects.requireNonNullElse(id.textOrNull(), "")));
          }
        });
    body.finish();
    return byIds(exchange, database, ids);
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
    refuseWhatIsMissing(exchange.query());
    boolean single = ids.size() == 1;
    if (single) {
      exchange.activity().detail(Ids.check(ids.get(0)));
    }
    exchange.activity().count(ids.size());
    List<@Nullable StoredDocument> found = find(database, ids);
    if (single && found.get(0) == null) {
      throw RequestException.notFound(
          ErrorAnswers.NO_DOCUMENT, "There is no document '" + ids.get(0) + "'.");
    }
    List<StoredDocument> includes = includes(database, found, exchange.query().all("include"));
    return new DocumentList(found, includes).answer(exchange);
  }

  /** Clients send an empty id for null, which nothing is found by. */
  private static List<@Nullable StoredDocument> find(Database database, List<String> ids) {
    List<String> asked = ids.stream().filter(id -> !id.isEmpty()).map(Ids::check).toList();
    List<@Nullable StoredDocument> found = database.get(asked);
    if (asked.size() == ids.size()) {
      return found;
    }
    List<@Nullable StoredDocument> result = new ArrayList<>(ids.size());
    int next = 0;
    for (String id : ids) {
      result.add(id.isEmpty() ? null : found.get(next++));
    }
    return result;
  }

  private static List<StoredDocument> includes(
      Database database, List<@Nullable StoredDocument> documents, List<String> paths) {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (String path : paths) {
      IncludePath include = IncludePath.of(path);
      for (@Nullable StoredDocument document : documents) {
        if (document != null) {
          include.collect(document.body(), id -> wanted.putIfAbsent(key(id), id));
        }
      }
    }
    for (@Nullable StoredDocument document : documents) {
      if (document != null) {
        wanted.remove(key(document.id()));
      }
    }
    return present(database, wanted.values().stream().filter(Ids::possible).toList());
  }

  private static List<StoredDocument> present(Database database, List<String> ids) {
    List<StoredDocument> present = new ArrayList<>();
    if (!ids.isEmpty()) {
      for (@Nullable StoredDocument document : database.get(ids)) {
        if (document != null) {
          present.add(document);
        }
      }
    }
    return present;
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

  private static String key(String id) {
    return id.toLowerCase(Locale.ROOT);
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
