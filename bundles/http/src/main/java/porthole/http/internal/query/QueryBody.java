// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.query;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.QueryString;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.index.EnumNames;
import porthole.http.internal.json.JsonCursor;
import porthole.http.internal.json.JsonMembers;
import porthole.indexing.api.QueryOptions;
import porthole.indexing.api.QueryRequest;

/** Reads a query out of a request's body. */
public final class QueryBody {
  private static final Duration USUAL_WAIT = Duration.ofSeconds(15);
  // As .NET writes spans of time: [days.]hours:minutes:seconds[.fraction of seven digits].
  private static final Pattern SPAN =
      Pattern.compile("(?:(\\d{1,5})\\.)?(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:\\.(\\d{1,7}))?");

  private QueryBody() {}

  /** The query that a body holds. */
  public static QueryRequest read(byte[] body) {
    JsonMembers members = JsonMembers.of(body);
    @Nullable JsonCursor text = members.value("Query");
    if (text == null) {
      throw RequestException.badRequest("The body has no 'Query'; a query in RQL was expected.");
    }
    return new QueryRequest(text.text(), parameters(members), staleness(members), options(members));
  }

  private static QueryOptions options(JsonMembers members) {
    QueryOptions options = new QueryOptions();
    JsonCursor duplicates = members.value("SkipDuplicateChecking");
    options.withDuplicates = duplicates != null && duplicates.bool();
    JsonCursor projection = members.value("ProjectionBehavior");
    String behavior = projection == null ? null : projection.textOrNull();
    if (behavior != null) {
      options.projection =
          EnumNames.read(QueryOptions.Projection.class, "ProjectionBehavior", behavior);
    }
    return options;
  }

  /** The query that stands in a URL. */
  static QueryRequest of(QueryString url) {
    String text = url.first("query");
    if (text == null) {
      throw RequestException.badRequest("The parameter 'query' is missing; RQL was expected.");
    }
    return new QueryRequest(text, Map.of(), Duration.ZERO);
  }

  private static Map<String, @Nullable Object> parameters(JsonMembers members) {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    JsonCursor value = members.value("QueryParameters");
    if (value != null && value.peek() == '{') {
      value.object(member -> parameters.put(member.name(), JsonValues.read(member)));
    }
    return parameters;
  }

  private static Duration staleness(JsonMembers members) {
    JsonCursor wait = members.value("WaitForNonStaleResults");
    if (wait == null || !wait.bool()) {
      return Duration.ZERO;
    }
    JsonCursor timeout = members.value("WaitForNonStaleResultsTimeout");
    String span = timeout == null ? null : timeout.textOrNull();
    return span == null ? USUAL_WAIT : span("WaitForNonStaleResultsTimeout", span);
  }

  /**
   * A span of time as clients write it.
   *
   * @param name of where it stands, for messages
   */
  public static Duration span(String name, String text) {
    Matcher parts = SPAN.matcher(text);
    if (!parts.matches()) {
      throw RequestException.badRequest(
          name + " is '" + text + "'; a time as 00:00:15 was expected.");
    }
    return Duration.ofDays(part(parts.group(1)))
        .plusHours(part(parts.group(2)))
        .plusMinutes(part(parts.group(3)))
        .plusSeconds(part(parts.group(4)))
        .plusNanos(100 * part(ticks(parts.group(5))));
  }

  private static long part(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static @Nullable String ticks(@Nullable String fraction) {
    return fraction == null ? null : (fraction + "000000").substring(0, 7);
  }
}
