// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.identity;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.document.Ids;
import porthole.http.internal.document.OutgoingDocument;
import porthole.http.internal.exchange.Answer;
import porthole.http.internal.exchange.Exchange;
import porthole.http.internal.exchange.QueryString;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonBytes;
import porthole.http.internal.json.JsonCursor;
import porthole.storage.api.Database;
import porthole.storage.api.DocumentCommand;
import porthole.storage.api.StorageException;
import porthole.storage.api.StoredDocument;

/**
 * {@code /hilo}: hands out ranges of numbers that no other client gets.
 *
 * <p>The highest number given is the member {@code Max} of the document {@code Raven/Hilo/<tag>}; a
 * range is taken by replacing it on condition of its change vector. A client that comes back soon
 * gets twice as many next time, one that comes late half as many.
 */
public final class HiLo {
  private static final String PREFIX = "Raven/Hilo/";
  private static final String COLLECTION = "@hilo";
  private static final byte[] METADATA =
      "{\"@collection\":\"@hilo\"}".getBytes(StandardCharsets.UTF_8);
  private static final long LEAST = 32;
  private static final long MOST = 1024 * 1024;
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration LATE = Duration.ofSeconds(60);

  /** Each lost race means that another client has got its range. */
  private static final int ATTEMPTS = 1000;

  private final Clock clock;

  /** Tells soon from late by this clock. */
  public HiLo(Clock clock) {
    this.clock = clock;
  }

  /** GET /hilo/next. */
  public Answer next(Exchange exchange, Database database) {
    QueryString query = exchange.query();
    String tag = query.required("tag");
    Instant now = clock.instant();
    long size = size(query, now);
    long atLeast = Math.max(0, query.number("lastMax", 0));
    long high = advance(database, tag, max -> Math.max(max, atLeast) + size);
    String separator = query.first("identityPartsSeparator");
    return Answer.ok(
        new JsonBytes()
            .beginObject()
            .field("Prefix", tag + (separator == null || separator.isEmpty() ? "/" : separator))
            .field("Low", high - size + 1)
            .field("High", high)
            .field("LastSize", size)
            .field("ServerTag", "A")
            .field("LastRangeAt", OutgoingDocument.date(now))
            .endObject());
  }

  /** PUT /hilo/return: takes back what a client has not used, if nobody came after it. */
  public Answer giveBack(Exchange exchange, Database database) {
    QueryString query = exchange.query();
    String tag = query.required("tag");
    query.required("end");
    long end = query.number("end", 0);
    long last = query.number("last", end);
    if (last >= 0 && last < end) {
      advance(database, tag, max -> max == end ? last : max);
    }
    return Answer.empty(204);
  }

  private static long advance(Database database, String tag, LongUnaryOperator next) {
    String id = Ids.check(PREFIX + tag);
    for (int i = 0; i < ATTEMPTS; i++) {
      StoredDocument state = database.get(id);
      long max = state == null ? 0 : max(state);
      long wanted = next.applyAsLong(max);
      if (wanted == max || replace(database, id, state, wanted)) {
        return wanted;
      }
    }
    throw new RequestException(
        409,
        "Raven.Client.Exceptions.ConcurrencyException",
        "'" + id + "' was changed by others " + ATTEMPTS + " times in a row. Try again.");
  }

  private static boolean replace(
      Database database, String id, @Nullable StoredDocument state, long max) {
    byte[] body = new JsonBytes().beginObject().field("Max", max).endObject().toBytes();
    DocumentCommand put =
        state == null
            ? new DocumentCommand.Put(id, "", COLLECTION, METADATA, body)
            : new DocumentCommand.Put(
                id, state.changeVector(), state.collection(), state.metadata(), body);
    try {
      database.execute(List.of(put));
      return true;
    } catch (StorageException.ConcurrencyViolation e) {
      return false;
    }
  }

  private static long max(StoredDocument state) {
    long[] max = {0};
    new JsonCursor(state.body())
        .object(
            member -> {
              if (member.nameIs("Max") && member.peek() != 'n') {
                max[0] = member.integer();
              }
            });
    return max[0];
  }

  private static long size(QueryString query, Instant now) {
    long last = Math.min(MOST, Math.max(LEAST, query.number("lastBatchSize", 0)));
    Instant lastRangeAt = instant(query.first("lastRangeAt"));
    if (lastRangeAt == null) {
      return last;
    }
    Duration since = Duration.between(lastRangeAt, now);
    if (since.compareTo(SOON) < 0) {
      return Math.min(MOST, 2 * last);
    }
    return since.compareTo(LATE) > 0 ? Math.max(LEAST, last / 2) : last;
  }

  private static @Nullable Instant instant(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
