// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexingException;
import porthole.indexing.api.QueryAnswer;
import porthole.indexing.api.QueryHit;
import porthole.indexing.api.QuerySummary;
import porthole.indexing.internal.projection.Projection;
import porthole.indexing.internal.query.RunningQueries.Running;
import porthole.indexing.internal.search.QueryException;
import porthole.indexing.internal.value.DocumentValues;
import porthole.indexing.internal.value.Json;
import porthole.storage.api.StoredDocument;

/** An answer whose hits come from somewhere. */
final class Answer implements QueryAnswer {
  private static final Gson JSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private final QuerySummary summary;
  private final IntFunction<List<QueryHit>> hits;
  private final @Nullable Projection projection;
  private final boolean distinct;
  private final boolean computed;
  private final boolean timed;
  private final Duration searched;
  private final List<Extra> extras;
  private final Running running;
  private final Runnable onClose;

  /**
   * With those hits.
   *
   * @param hits gives the next ones, at most so many
   * @param plan says what is wanted of them
   * @param running ends with this
   */
  Answer(
      QuerySummary summary,
      IntFunction<List<QueryHit>> hits,
      QueryPlan plan,
      Running running,
      Runnable onClose) {
    this.summary = summary;
    this.hits = hits;
    projection = plan.projection();
    distinct = plan.distinct();
    computed = plan.computed() != null || running.request().options().entries;
    timed = plan.timed();
    searched = running.elapsed();
    extras = plan.extras();
    this.running = running;
    this.onClose = onClose;
  }

  @Override
  public QuerySummary summary() {
    return summary;
  }

  @Override
  public List<QueryHit> next(int most) {
    running.stop().check();
    List<QueryHit> next = hits.apply(most);
    return projection == null || distinct
        ? next
        : next.stream().map(hit -> project(hit, projection)).toList();
  }

  private static QueryHit project(QueryHit hit, Projection projection) {
    return hit.result() == null || hit.id() != null
        ? hit
        : QueryHit.of(selected(projection, hit), hit.score());
  }

  /** What is wanted of a hit that is a result of its own. */
  static byte[] selected(Projection projection, QueryHit hit) {
    byte[] result = Objects.requireNonNull(hit.result());
    // What has an id was made of what the index keeps of that document.
    return hit.id() != null ? result : result(projection, "", Json.object(result));
  }

  /** What is wanted of a document. */
  static byte[] selected(Projection projection, StoredDocument document) {
    return result(projection, document.id(), DocumentValues.of(document));
  }

  @Override
  public boolean isComputed() {
    return computed;
  }

  @Override
  public boolean isProjection() {
    return projection != null;
  }

  @Override
  public byte[] project(StoredDocument document) {
    if (projection == null) {
      throw new IllegalStateException("The query wants documents as they are.");
    }
    checkRunning();
    return selected(projection, document);
  }

  private static byte[] result(
      Projection projection, String id, Map<String, @Nullable Object> values) {
    try {
      return JSON.toJson(projection.of(id, values)).getBytes(UTF_8);
    } catch (QueryException e) {
      throw new IndexingException.InvalidQuery(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Map<String, byte[]> extras() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    extras.forEach(extra -> extra.tell(members));
    if (timed) {
      members.put("Timings", timings(running.elapsed()));
    }
    Map<String, byte[]> written = new LinkedHashMap<>();
    members.forEach((name, value) -> written.put(name, JSON.toJson(value).getBytes(UTF_8)));
    return written;
  }

  private Map<String, @Nullable Object> timings(Duration all) {
    Map<String, @Nullable Object> timings = timing(all);
    timings.put(
        "Timings", Map.of("Search", timing(searched), "Results", timing(all.minus(searched))));
    return timings;
  }

  private static Map<String, @Nullable Object> timing(Duration duration) {
    Map<String, @Nullable Object> timing = new LinkedHashMap<>();
    // What took less than one is not for nothing.
    timing.put("DurationInMs", Math.max(1, duration.toMillis()));
    timing.put("Timings", null);
    return timing;
  }

  @Override
  public void checkRunning() {
    running.stop().check();
  }

  @Override
  public void close() {
    running.close();
    onClose.run();
  }
}
