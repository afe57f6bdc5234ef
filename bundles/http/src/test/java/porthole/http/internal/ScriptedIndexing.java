// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexChoice;
import porthole.indexing.api.Indexes;
import porthole.indexing.api.Indexing;
import porthole.indexing.api.IndexingException;
import porthole.indexing.api.QueryAnswer;
import porthole.indexing.api.QueryHit;
import porthole.indexing.api.QueryRequest;
import porthole.indexing.api.QuerySummary;
import porthole.indexing.api.RunningQuery;
import porthole.indexing.api.UpdateQuery;
import porthole.storage.api.Database;
import porthole.storage.api.StoredDocument;

/** Answers every query with the same hits, or fails as it is told to. */
final class ScriptedIndexing implements Indexing {
  final List<QueryRequest> requests = new ArrayList<>();
  final QuerySummary summary = new QuerySummary();
  List<String> hits = List.of();
  final Map<String, StoredDocument> atHand = new HashMap<>();
  final Map<String, String> results = new HashMap<>();
  final Map<String, byte[]> extras = new HashMap<>();
  List<UpdateQuery.Load> loads = List.of();
  boolean computed;

  /** Whether the results are made of documents. */
  boolean ofDocuments;

  boolean projection;
  @Nullable IndexingException failure;
  final ScriptedIndexes indexes = new ScriptedIndexes();
  int open;
  final List<String> waits = new ArrayList<>();

  /** What is not there in time, whoever waits. */
  List<String> late = List.of();

  final List<RunningQuery> running = new ArrayList<>();

  /** How often an answer may go on before it is killed. */
  int looks = Integer.MAX_VALUE;

  @Override
  public Indexes indexes(Database database) {
    return indexes;
  }

  @Override
  public QueryAnswer query(Database database, QueryRequest request) {
    requests.add(request);
    if (failure != null) {
      throw failure;
    }
    open++;
    return new ScriptedAnswer(new ArrayDeque<>(hits));
  }

  @Override
  public List<IndexChoice> explain(Database database, QueryRequest request) {
    requests.add(request);
    return List.of(new IndexChoice("Auto/Users/Byname", "It holds \"all\"."));
  }

  @Override
  public List<String> await(Database database, List<String> names, Duration patience) {
    waits.add(names + " " + patience.toMillis());
    return late;
  }

  @Override
  public List<RunningQuery> running() {
    return running;
  }

  @Override
  public boolean kill(String database, long id) {
    return running.stream()
        .filter(query -> query.database.equals(database) && query.id == id)
        .peek(query -> query.killed = true)
        .findFirst()
        .isPresent();
  }

  /** {@code QUERY update { SCRIPT }}. */
  @Override
  public UpdateQuery update(String text) {
    int keyword = text.indexOf(" update {");
    String script = text.substring(keyword + " update {".length(), text.lastIndexOf('}'));
    return new UpdateQuery(
        text.substring(0, keyword), script, "u", "function twice(n) { return 2 * n }", loads);
  }

  private final class ScriptedAnswer implements QueryAnswer {
    private final Deque<String> left;

    ScriptedAnswer(Deque<String> left) {
      this.left = left;
    }

    @Override
    public QuerySummary summary() {
      return summary;
    }

    @Override
    public List<QueryHit> next(int most) {
      List<QueryHit> next = new ArrayList<>();
      while (!left.isEmpty() && next.size() < most) {
        String id = left.remove();
        String result = results.get(id);
        next.add(
            result == null
                ? new QueryHit(id, 0, atHand.get(id), null)
                : new QueryHit(ofDocuments ? id : null, 0, null, result.getBytes(UTF_8)));
      }
      return next;
    }

    @Override
    public Map<String, byte[]> extras() {
      return extras;
    }

    @Override
    public boolean isComputed() {
      return computed;
    }

    @Override
    public boolean isProjection() {
      return projection;
    }

    @Override
    public byte[] project(StoredDocument document) {
      return "{\"Only\":1}".getBytes(UTF_8);
    }

    @Override
    public void checkRunning() {
      if (looks-- == 0) {
        throw new IndexingException.Stopped("The query was killed.");
      }
    }

    @Override
    public void close() {
      open--;
    }
  }
}
